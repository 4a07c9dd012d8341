"""Reports: files that people read; each exporter is a module that is imported when it is asked for."""
