using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Settings;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

public sealed class UploadCredentialsTests
{
    private const string UploadKey = "AKIDUPLOADONLY";

    private static readonly string[] Neutralized = ["x-amz-tagging", "x-amz-website-redirect-location"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenUploadSlot_Put_IsSignedByTheUploadAccountWithItsAcl()
    {
        await using var services = WithStore(S3Profiles.Ceph);

        var put = (await services.Issuer().OpenUploadSlotAsync(Request(), Cancellation)).Request!;

        Assert.StartsWith(UploadKey + "/", ClientRequest.Query(put, "X-Amz-Credential"), StringComparison.Ordinal);
        var verified = ClientRequest.Verify(put, TestApp.Now, contentLength: 5);
        Assert.True(verified.IsVerified);
        Assert.Equal("bucket-owner-full-control", put.Headers["x-amz-acl"]);
        Assert.All(Neutralized, name => Assert.Equal("", put.Headers[name]));
        Assert.Superset(new HashSet<string>([.. Neutralized, "x-amz-acl", "if-none-match"]), new HashSet<string>(verified.SignedHeaders));
    }

    [Fact]
    public async Task OpenUploadSlot_StoreThatIsolatesPut_SignsNoEmptyDirectives()
    {
        await using var services = WithStore(S3Profiles.Local);

        var put = (await services.Issuer().OpenUploadSlotAsync(Request(), Cancellation)).Request!;

        Assert.Equal("bucket-owner-full-control", put.Headers["x-amz-acl"]);
        Assert.All(Neutralized, name => Assert.DoesNotContain(name, put.Headers.Keys));
    }

    [Fact]
    public async Task OpenUploadSlot_TagsOfThePolicy_ReplaceTheEmptyDirective()
    {
        await using var services = WithStore(S3Profiles.Ceph, policy => policy.Tags["kind"] = "video");

        var put = (await services.Issuer().OpenUploadSlotAsync(Request(), Cancellation)).Request!;

        Assert.Equal("kind=video", put.Headers["x-amz-tagging"]);
        Assert.True(ClientRequest.Verify(put, TestApp.Now, contentLength: 5).IsVerified);
    }

    [Fact]
    public async Task OpenUploadSlot_Post_IsSignedByTheUploadAccountWithItsAcl()
    {
        await using var services = WithStore(S3Profiles.Ceph, policy => policy.Transport = UploadTransport.Post);

        var form = (await services.Issuer().OpenUploadSlotAsync(Request(), Cancellation)).Request!;

        NameValue[] fields = [.. form.RevealFields().Select(f => new NameValue(f.Key, f.Value))];
        Assert.StartsWith(UploadKey + "/", fields.Single(f => f.Name == "x-amz-credential").Value, StringComparison.Ordinal);
        Assert.True(PostPolicyDocument.TryParse(fields.Single(f => f.Name == "policy").Value, out var document));
        Assert.Equal("bucket-owner-full-control", document.Conditions.Single(c => c.Name == "acl").Value);
        Assert.Equal("bucket-owner-full-control", fields.Single(f => f.Name == "acl").Value);
    }

    [Fact]
    public async Task IssueDownloadUrl_IsSignedByTheBackendsOwnAccount()
    {
        await using var services = WithStore(S3Profiles.Ceph);

        var url = await services.Issuer().IssueDownloadUrlAsync(new("k"), cancellationToken: Cancellation);

        Assert.StartsWith(TestApp.AccessKey + "/", ClientRequest.Query(url, "X-Amz-Credential"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ceph", Capability.Yes)]
    [InlineData("generic", Capability.Unknown)]
    [InlineData("minio", Capability.No)]
    public void Profile_UploadCredentials_IsolateIfMeasured(string profile, Capability refuses)
    {
        using var provider = TestStoreProvider.Create(options =>
        {
            options.Endpoint = "https://s3.example.com";
            options.Profile = TestApp.Profile(profile);
            options.UploadCredentials = new() { AccessKeyId = UploadKey, SecretAccessKey = TestApp.Secret };
        });

        Assert.Equal((refuses, refuses), (provider.Profile.IsolatedPut, provider.Profile.IsolatedPart));
    }

    /// <summary>Credentials confine what a URL reaches, but do not end it.</summary>
    [Fact]
    public void Profile_UploadCredentialsButPartUrlsDoNotEnd_PartsStayUnisolated()
    {
        using var provider = TestStoreProvider.Create(options =>
        {
            options.Endpoint = "https://s3.example.com";
            options.Profile = S3Profiles.Ceph with { Name = "own", PartUrlsEnd = Capability.No };
            options.UploadCredentials = new() { AccessKeyId = UploadKey, SecretAccessKey = TestApp.Secret };
        });

        Assert.Equal((Capability.Yes, Capability.No), (provider.Profile.IsolatedPut, provider.Profile.IsolatedPart));
    }

    /// <summary>
    /// Credentials raise isolation only if the store is known to confine them, and never for a store of which less is known than of another.
    /// </summary>
    [Fact]
    public void Profile_UploadCredentials_NeverRestOnWhatIsNotKnown()
    {
        var keys = Effective(StoreProfile.Generic with { ConfinesUploadCredentials = Capability.Yes });
        Assert.Equal((Capability.Yes, Capability.Unknown), (keys.IsolatedPut, keys.IsolatedPart));
        Capability[] values = Enum.GetValues<Capability>();
        var profiles =
            from confines in values
            from put in values
            from part in values
            from ends in values
            from length in values
            from headers in values
            select StoreProfile.Generic with
            {
                ConfinesUploadCredentials = confines, IsolatedPut = put, IsolatedPart = part, PartUrlsEnd = ends, SignedContentLength = length,
                SignedHeaders = headers,
            };
        Assert.All(profiles, profile =>
        {
            var effective = Effective(profile);
            if (profile.ConfinesUploadCredentials != Capability.Yes)
            {
                Assert.Equal(profile, effective);
            }

            if (effective.IsolatedPart == Capability.Yes && profile.IsolatedPart != Capability.Yes)
            {
                Assert.Equal((Capability.Yes, Capability.Yes, Capability.Yes), (profile.PartUrlsEnd, profile.SignedContentLength, profile.SignedHeaders));
            }

            foreach (var value in new[] { Capability.No, Capability.Unknown })
            {
                StoreProfile[] weaker =
                [
                    profile with { ConfinesUploadCredentials = value }, profile with { IsolatedPut = value }, profile with { IsolatedPart = value },
                    profile with { PartUrlsEnd = value }, profile with { SignedContentLength = value }, profile with { SignedHeaders = value },
                ];
                Assert.All(weaker.Select(Effective), less => Assert.True(
                    (less.IsolatedPut != Capability.Yes || effective.IsolatedPut == Capability.Yes)
                    && (less.IsolatedPart != Capability.Yes || effective.IsolatedPart == Capability.Yes)));
            }
        });

        static StoreProfile Effective(StoreProfile profile) => UploadCredentialSettings.Effective(
            profile,
            UploadCredentialSettings.Read(
                new() { UploadCredentials = new() { AccessKeyId = UploadKey, SecretAccessKey = TestApp.Secret } }, profile, (_, flaw) => Assert.Fail(flaw)));
    }

    [Theory]
    [InlineData(null, "secret", "UploadCredentials:AccessKeyId is missing")]
    [InlineData(UploadKey, null, "UploadCredentials:SecretAccessKey is missing")]
    [InlineData(UploadKey, "line\nbreak", "UploadCredentials:SecretAccessKey must not contain a space")]
    [InlineData(TestApp.AccessKey, "secret", "UploadCredentials:AccessKeyId is the backend's own")]
    public void Validate_InvalidUploadCredentials_AreReported(string? key, string? secret, string expectedText)
    {
        using var services = TestApp.WithStore(options => options.UploadCredentials = new() { AccessKeyId = key, SecretAccessKey = secret });

        var flaw = Assert.Single(services.Flaws());
        Assert.StartsWith($"Stores:media:{expectedText}", flaw, StringComparison.Ordinal);
        Assert.DoesNotContain("line", flaw.Replace("line break", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddS3_UploadCredentialsFromConfiguration_Sign()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", options => options.Profile = TestApp.Direct(S3Profiles.Ceph)).AddVideoPolicy(),
            configuration: Configuration(("UploadCredentials:AccessKeyId", UploadKey), ("UploadCredentials:SecretAccessKey", TestApp.Secret)));

        var put = (await services.Issuer().OpenUploadSlotAsync(Request(), Cancellation)).Request!;

        Assert.StartsWith(UploadKey + "/", ClientRequest.Query(put, "X-Amz-Credential"), StringComparison.Ordinal);
    }

    [Fact]
    public void AddS3_MisspeltUploadCredential_IsAFlaw()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media").AddVideoPolicy(),
            configuration: Configuration(("UploadCredentials:AccessKey", UploadKey), ("UploadCredentials:SecretAccessKey", TestApp.Secret)));

        Assert.Contains(
            services.Flaws(),
            f => f.StartsWith("PresignKit:Stores:media:UploadCredentials:AccessKey is unknown; did you mean AccessKeyId?", StringComparison.Ordinal));
    }

    [Fact]
    public void ToString_UploadCredentials_HasNoSecret() =>
        Assert.Equal($"{UploadKey} (secret redacted)", new S3UploadCredentials { AccessKeyId = UploadKey, SecretAccessKey = TestApp.Secret }.ToString());

    private static UploadRequest Request() => new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 5 };

    private static ServiceProvider WithStore(StoreProfile profile, Action<UploadPolicyOptions>? change = null) => TestApp.Build(
        presignKit => presignKit.AddS3("media", options =>
        {
            options.Bucket = "media-bucket";
            options.Region = "eu-central-1";
            options.Endpoint = "https://s3.example.com";
            options.AccessKeyId = TestApp.AccessKey;
            options.SecretAccessKey = TestApp.Secret;
            options.Profile = TestApp.Direct(profile);
            options.UploadCredentials = new() { AccessKeyId = UploadKey, SecretAccessKey = TestApp.Secret };
        }).AddVideoPolicy(policy =>
        {
            policy.AllowUnenforced = GuaranteeKinds.None;
            change?.Invoke(policy);
        }));

    private static Dictionary<string, string?> Configuration(params (string Name, string Value)[] more) => new(
        more.Append(("Bucket", "media-bucket")).Append(("Endpoint", "https://s3.example.com")).Append(("Profile", "ceph"))
            .Append(("AccessKeyId", TestApp.AccessKey)).Append(("SecretAccessKey", TestApp.Secret))
            .Select(s => new KeyValuePair<string, string?>($"PresignKit:Stores:media:{s.Item1}", s.Item2)));
}
