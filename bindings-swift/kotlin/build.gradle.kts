// For users with Gradle and Maven Central. bindings-swift/generate.sh OUT puts the sources together in OUT/kotlin; build
// there. The native library goes into src/main/resources/PLATFORM (linux-x86-64, darwin-aarch64, win32-x86-64, …).
plugins {
    kotlin("jvm") version "2.2.20"
    `java-library`
    `maven-publish`
}

group = "org.korrigo"
version = "0.1.0"

repositories { mavenCentral() }

dependencies {
    api("org.jetbrains.kotlinx:kotlinx-coroutines-core:1.10.2")
    api("org.jetbrains.kotlinx:kotlinx-serialization-json:1.9.0")
    implementation("net.java.dev.jna:jna:5.17.0")
}

kotlin { jvmToolchain(17) }

publishing { publications { create<MavenPublication>("korrigo") { from(components["java"]) } } }
