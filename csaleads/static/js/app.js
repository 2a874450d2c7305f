// Starts what makes pages easier. Nothing here is needed: every page works without it.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { startAutosave } from "./autosave.js";
import { startCopyButtons, startCopyLinks } from "./copy.js";
import { startFolding } from "./fold.js";
import { startLeaveWarnings } from "./leave.js";
import { startPreviews } from "./preview.js";
import { startReading } from "./reading.js";
import { startScreening } from "./screen.js";
import { startSimilar } from "./similar.js";
import { startUploads } from "./upload.js";

initAll();
startFolding();
startCopyButtons();
startCopyLinks();
startAutosave();
startLeaveWarnings();
startPreviews();
startScreening();
startSimilar();
startUploads();
startReading();
