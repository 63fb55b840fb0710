using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PresignKit.Packages.Tests.Build;

/// <summary>
/// Finds packages that see the internals of others. Internals can change in any version, so such a package must depend on exactly the version
/// that it was built with, or contain that assembly.
/// </summary>
internal static class InternalsAccess
{
    private const string Attribute = "InternalsVisibleToAttribute";

    /// <summary>Finds each pair of packages whose versions can be combined although one sees internals of the other.</summary>
    public static IEnumerable<string> FindUnpinned(IReadOnlyCollection<PackageAccess> packages) =>
        from granting in packages
        from friend in packages
        where granting.Friends.Contains(friend.Id) && !friend.Contained.Contains(granting.Id) && !IsPinned(friend, granting.Id)
        select $"{friend.Id} sees internals of {granting.Id}, but depends on "
            + (friend.Dependencies.TryGetValue(granting.Id, out var range) ? $"{range}" : "no version of it");

    /// <summary>Reads a package's friends, dependencies, and contents.</summary>
    public static PackageAccess Read(Package package, string id)
    {
        var assemblies = package.Files.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).ToList();
        var own = assemblies.Single(name => Path.GetFileNameWithoutExtension(name) == id);
        return new PackageAccess(
            id,
            ReadFriends(package.Read(own)),
            package.Metadata().Descendants("dependency").ToDictionary(
                dependency => dependency.Attribute("id")!.Value, dependency => dependency.Attribute("version")!.Value),
            [.. assemblies.Select(name => Path.GetFileNameWithoutExtension(name)).Where(name => name != id)]);
    }

    /// <summary>Reads the assemblies that see an assembly's internals.</summary>
    public static IReadOnlyList<string> ReadFriends(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var reader = file.GetMetadataReader();
        var friends = new List<string>();
        foreach (var attribute in reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
            {
                continue;
            }

            var type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (type.Kind != HandleKind.TypeReference || reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name) != Attribute)
            {
                continue;
            }

            // ECMA-335, II.23.3: a prolog of two bytes, then the arguments.
            var value = reader.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            friends.Add(value.ReadSerializedString()!.Split(',')[0]);
        }

        return friends;
    }

    // NuGet's notation for exactly one version: [1.0.0].
    private static bool IsPinned(PackageAccess package, string id) =>
        package.Dependencies.TryGetValue(id, out var range) && range.StartsWith('[') && range.EndsWith(']') && !range.Contains(',');
}
