namespace PresignKit.Packages.Tests.Build;

/// <summary>Which assemblies see a package's internals, and what the package depends on.</summary>
/// <param name="Id">The package, and its assembly.</param>
/// <param name="Friends">The assemblies that see its internals.</param>
/// <param name="Dependencies">The version range of each package it depends on.</param>
/// <param name="Contained">The other assemblies that are inside the package.</param>
internal sealed record PackageAccess(
    string Id, IReadOnlyList<string> Friends, IReadOnlyDictionary<string, string> Dependencies, IReadOnlyList<string> Contained);
