using PresignKit.Packages.Tests.Build;

namespace PresignKit.Packages.Tests.Contents;

public sealed class InternalsTests(PackedPackages packages)
{
    [Fact]
    public void FindUnpinned_PackedPackages_FindsNone() => Assert.Empty(InternalsAccess.FindUnpinned(ReadAll()));

    [Fact]
    public void Read_PackedPackages_FindsFriendsDependenciesAndContents()
    {
        var all = ReadAll().ToDictionary(package => package.Id);

        Assert.Contains("PresignKit.LocalS3", all["PresignKit.S3"].Friends);
        Assert.Equal($"[{packages.Version}]", all["PresignKit.LocalS3"].Dependencies["PresignKit.S3"]);
        Assert.DoesNotContain("PresignKit.S3", all["PresignKit.SigV4"].Friends);
        Assert.Contains("PresignKit.S3", all[PackedPackages.Tool].Contained);
        Assert.Empty(all[PackedPackages.Tool].Dependencies);
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("[1.0.0, )")]
    [InlineData("[1.0.0, 2.0.0]")]
    [InlineData(null)]
    public void FindUnpinned_FriendWithOtherVersions_IsFound(string? range) =>
        Assert.StartsWith("Friend sees internals of Granting, ", Assert.Single(InternalsAccess.FindUnpinned(Pair(range))), StringComparison.Ordinal);

    [Fact]
    public void FindUnpinned_FriendWithExactVersion_IsNotFound() => Assert.Empty(InternalsAccess.FindUnpinned(Pair("[1.0.0]")));

    [Fact]
    public void FindUnpinned_FriendThatContainsTheAssembly_IsNotFound() => Assert.Empty(InternalsAccess.FindUnpinned(Pair(null, "Granting")));

    [Fact]
    public void FindUnpinned_FriendThatContainsAnotherAssembly_IsFound() => Assert.Single(InternalsAccess.FindUnpinned(Pair(null, "Other")));

    [Fact]
    public void ReadFriends_AssemblyOfTheseTests_FindsNone() =>
        Assert.Empty(InternalsAccess.ReadFriends(File.ReadAllBytes(typeof(InternalsTests).Assembly.Location)));

    private static PackageAccess[] Pair(string? range, params string[] contained) =>
    [
        new("Granting", ["Granting.Tests", "Friend"], new Dictionary<string, string>(), []),
        new("Friend", [], range is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Granting"] = range }, contained),
    ];

    private PackageAccess[] ReadAll() => [.. PackedPackages.Ids.Append(PackedPackages.Tool).Select(Read)];

    private PackageAccess Read(string id)
    {
        using var package = packages.Open(id);
        return InternalsAccess.Read(package, id);
    }
}
