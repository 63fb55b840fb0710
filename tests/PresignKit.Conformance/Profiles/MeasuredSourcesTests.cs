using System.Reflection;
using PresignKit.S3;

namespace PresignKit.Conformance.Profiles;

/// <summary>A profile that claims to have been measured names tests that exist and that run on that kind of store.</summary>
public sealed class MeasuredSourcesTests
{
    /// <summary>The measured profiles, and the prefix of the classes that run the suites on their stores.</summary>
    private static readonly Dictionary<string, string> Kinds = new() { ["ceph"] = "Ceph", ["ceph-patched"] = "Ceph20", ["local"] = "LocalS3" };

    public static TheoryData<string, string> Claims => new(
        from profile in S3Profiles.All
        from source in S3Profiles.SourcesOf(profile).Values.Distinct()
        where source.Kind == CapabilitySourceKind.Measured
        from test in source.Text.Split(", ")
        select (profile.Name, test));

    [Theory]
    [MemberData(nameof(Claims))]
    public void Source_Measured_NamesTestThatRunsOnThatStore(string profile, string test)
    {
        var (suite, method) = (test.Split('.')[0], test.Split('.')[1]);
        var type = Assert.Single(typeof(MeasuredSourcesTests).Assembly.GetTypes(), t => t.Name == suite);

        Assert.NotNull(type.GetMethod(method)?.GetCustomAttribute<FactAttribute>());
        Assert.Contains(
            type.Assembly.GetTypes(),
            t => !t.IsAbstract && type.IsAssignableFrom(t) && t.Name.StartsWith(Kinds[profile], StringComparison.Ordinal));
    }

    [Fact]
    public void Source_ProfileWithoutStoreInSuite_IsNotMeasured()
    {
        CapabilitySource[] sources =
        [
            .. S3Profiles.All.Where(profile => !Kinds.ContainsKey(profile.Name)).SelectMany(profile => S3Profiles.SourcesOf(profile).Values),
        ];

        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.NotEqual(CapabilitySourceKind.Measured, source.Kind));
    }
}
