rootProject.name = "korrigo"
