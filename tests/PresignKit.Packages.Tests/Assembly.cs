using PresignKit.Packages.Tests.Build;

// One pack for all tests.
[assembly: AssemblyFixture(typeof(PackedPackages))]
