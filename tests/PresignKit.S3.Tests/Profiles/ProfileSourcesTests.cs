
namespace PresignKit.S3.Tests.Profiles;

public sealed class ProfileSourcesTests
{
    private static readonly string[] Makers = ["docs.aws.amazon.com", "docs.min.io", "github.com", "developers.cloudflare.com", "www.backblaze.com"];

    public static TheoryData<string> Names => [.. S3Profiles.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void SourcesOf_ReadyMadeProfile_HasOneForEachYesAndNoOnly(string name)
    {
        var profile = Find(name);

        Assert.Equal(
            profile.ListCapabilities().Where(c => c.Value != Capability.Unknown).Select(c => c.Key).Order(StringComparer.Ordinal),
            S3Profiles.SourcesOf(profile).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SourcesOf_ReadyMadeProfile_MeasuredNamesTestsAndDocumentedLinksToTheMaker(string name) =>
        Assert.All(S3Profiles.SourcesOf(Find(name)).Values, source =>
        {
            Assert.NotEmpty(source.Text);
            if (source.Kind == CapabilitySourceKind.Measured)
            {
                Assert.Null(source.Link);
                Assert.All(source.Text.Split(", "), test => Assert.Matches("^[A-Za-z0-9]+\\.[A-Za-z0-9_]+$", test));
            }
            else
            {
                Assert.Equal("https", source.Link!.Scheme);
                Assert.Contains(source.Link.Host, Makers);
            }
        });

    [Fact]
    public void SourcesOf_DerivedProfile_HasNoneForWhatWasChanged()
    {
        var derived = S3Profiles.R2 with { IsolatedPut = Capability.Yes, Tags = Capability.Yes };

        var sources = S3Profiles.SourcesOf(derived);

        Assert.Equal(S3Profiles.SourcesOf(S3Profiles.R2).Count - 1, sources.Count);
        Assert.DoesNotContain(nameof(StoreProfile.Tags), sources.Keys);
        Assert.DoesNotContain(nameof(StoreProfile.IsolatedPut), sources.Keys);
    }

    [Fact]
    public void SourcesOf_CustomProfile_IsEmpty() =>
        Assert.Empty(S3Profiles.SourcesOf(StoreProfile.Generic with { Name = "garage", CreateOnly = Capability.Yes }));

    [Theory]
    [InlineData("r2")]
    [InlineData("b2")]
    public void Profile_NeverMeasured_ClaimsNothingAsMeasured(string name) =>
        Assert.All(S3Profiles.SourcesOf(Find(name)).Values, source => Assert.Equal(CapabilitySourceKind.Documented, source.Kind));

    [Fact]
    public void All_Names_AreUniqueAndGenericIsLast()
    {
        Assert.Equal(["aws", "ceph", "ceph-patched", "minio", "r2", "b2", "local", "generic"], S3Profiles.All.Select(profile => profile.Name));
        Assert.All(S3Profiles.All[^1].ListCapabilities(), capability => Assert.Equal(Capability.Unknown, capability.Value));
    }

    private static StoreProfile Find(string name) => S3Profiles.All.Single(profile => profile.Name == name);
}
