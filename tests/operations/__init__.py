"""Running csaleads: settings, keys, backup, health, logs."""
