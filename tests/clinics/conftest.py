import pytest


@pytest.fixture(autouse=True)
def _stand_in(migrated_app):
    if "advice.start" not in migrated_app.view_functions and not migrated_app.url_build_error_handlers:
        migrated_app.url_build_error_handlers.append(
            lambda error, endpoint, values: (
                f"/x/{endpoint}/{values.get('clinic_id', '')}?slot={values.get('slot', '')}"
            )
        )
