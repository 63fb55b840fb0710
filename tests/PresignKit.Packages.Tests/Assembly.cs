using PresignKit.Packages.Tests.Build;

// The packages are packed once for all tests.
[assembly: AssemblyFixture(typeof(PackedPackages))]
