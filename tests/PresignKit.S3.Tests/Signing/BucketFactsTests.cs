using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Signing;

/// <summary>What the settings say about the bucket is part of every signed request, and nobody can say something else.</summary>
public sealed class BucketFactsTests
{
    private const string Owner = "111122223333";
    private const string OwnerName = "x-amz-expected-bucket-owner";
    private const string PayerName = "x-amz-request-payer";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issue_EveryKindOfUrl_HasTheFacts()
    {
        await using var services = WithFacts();
        var tools = services.GetRequiredService<ITrustedToolUrlIssuer>();
        PresignedUrl[] urls =
        [
            await services.Issuer().IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation),
            .. await services.Issuer().IssueDownloadUrlsAsync([new("a"), new("b")], cancellationToken: Cancellation),
            await tools.IssueHeadUrlAsync(new("a"), cancellationToken: Cancellation),
            await tools.IssueDeleteUrlAsync(new("a"), TimeSpan.FromMinutes(1), Cancellation),
        ];

        foreach (var url in urls)
        {
            Assert.Equal(Owner, ClientRequest.Query(url, OwnerName));
            Assert.Equal("requester", ClientRequest.Query(url, PayerName));
            Assert.True(ClientRequest.Verify(url, TestApp.Now).IsVerified);
        }
    }

    [Fact]
    public async Task OpenUploadSlot_Put_HasTheFactsInTheQuery()
    {
        await using var services = WithFacts();

        var slot = await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 100 }, Cancellation);

        Assert.Equal(UploadTransport.Put, slot.Transport);
        Assert.Equal(Owner, ClientRequest.Query(slot.Request!, OwnerName));
        Assert.Equal("requester", ClientRequest.Query(slot.Request!, PayerName));
        Assert.DoesNotContain(slot.Request!.Headers.Keys, name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase));
        Assert.True(ClientRequest.Verify(slot.Request!, TestApp.Now, 100).IsVerified);
    }

    [Fact]
    public async Task SignParts_Batch_MatchesSinglePartsAndHasTheFacts()
    {
        var session = await SessionAsync();
        var batch = new PartBatch(new("a"), "id", new(12 * 1024 * 1024, PartPlan.MinimumPartSize), TestApp.Now, TimeSpan.FromMinutes(5));
        var requests = new SignedRequest[3];

        session.SignParts(batch, [1, 2, 3], requests);

        for (var i = 0; i < requests.Length; i++)
        {
            Assert.Equal(session.SignPart(batch.For(i + 1)).Url, requests[i].Url);
            Assert.Contains($"&{OwnerName}={Owner}&{PayerName}=requester&", requests[i].Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SignFormUpload_Form_HasTheFactsAsFields()
    {
        var session = await SessionAsync();

        var form = session.SignFormUpload(
            new(new("a"), TestApp.Now, TimeSpan.FromMinutes(5), "video/mp4", Size: 10, false, null, StoredAttributes.None));

        Assert.Equal(Owner, form.Fields.Single(field => field.Key == OwnerName).Value);
        Assert.Equal("requester", form.Fields.Single(field => field.Key == PayerName).Value);
    }

    [Theory]
    [InlineData(OwnerName, true)]
    [InlineData("X-Amz-Expected-Bucket-Owner", false)]
    [InlineData(PayerName, true)]
    [InlineData("X-AMZ-REQUEST-PAYER", false)]
    public async Task SignUnrestricted_FactInTheRequest_IsRefusedAndAddedOtherwise(string name, bool inQuery)
    {
        var session = await SessionAsync();
        KeyValuePair<string, string>[] some = [new(name, "1")];
        var specification = new UnrestrictedSpecification(
            "GET", new("a"), inQuery ? some : [], inQuery ? [] : some, TestApp.Now, TimeSpan.FromMinutes(5));

        var error = Assert.Throws<ArgumentException>(() => session.SignUnrestricted(specification));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        var url = session.SignUnrestricted(specification with { Query = [], Headers = [] }).Url;
        Assert.Contains($"&{OwnerName}={Owner}&{PayerName}=requester&", url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1111-2222-33")]
    [InlineData("arn:aws:iam::111122223333:root")]
    [InlineData("")]
    public void Validate_OwnerIsNoAccount_IsAFlaw(string owner)
    {
        using var services = TestApp.WithStore(options => options.ExpectedBucketOwner = owner);

        Assert.Contains(
            "Stores:media:ExpectedBucketOwner is not the ID of an account; set it to 12 digits, or remove it.", services.Flaws());
    }

    [Fact]
    public void Validate_StoreThatIgnoresThem_IsAFlaw()
    {
        using var services = TestApp.WithStore(options =>
        {
            (options.Endpoint, options.Profile) = ("https://s3.example.com", StoreProfile.Generic);
            (options.RequesterPays, options.ExpectedBucketOwner) = (true, Owner);
        });

        var flaws = services.Flaws();

        Assert.Contains(flaws, flaw => flaw.StartsWith(
            "Stores:media:RequesterPays is set, but RequesterPays of profile 'generic' is Unknown", StringComparison.Ordinal));
        Assert.Contains(flaws, flaw => flaw.StartsWith(
            "Stores:media:ExpectedBucketOwner is set, but ExpectedBucketOwner of profile 'generic' is Unknown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Configuration_BothSettings_AreRead()
    {
        await using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media"),
            configuration: new Dictionary<string, string?>
            {
                ["PresignKit:Stores:media:Bucket"] = "media-bucket",
                ["PresignKit:Stores:media:Region"] = "eu-central-1",
                ["PresignKit:Stores:media:AccessKeyId"] = TestApp.AccessKey,
                ["PresignKit:Stores:media:SecretAccessKey"] = TestApp.Secret,
                ["PresignKit:Stores:media:RequesterPays"] = "true",
                ["PresignKit:Stores:media:ExpectedBucketOwner"] = Owner,
            });

        var url = await services.Issuer().IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation);

        Assert.Equal(Owner, ClientRequest.Query(url, OwnerName));
        Assert.Equal("requester", ClientRequest.Query(url, PayerName));
    }

    [Fact]
    public async Task Tenant_FactsOfItsOwn_ReplaceThoseOfTheRegisteredStore()
    {
        await using var services = TestApp.Build(presignKit => presignKit
            .AddS3("media", options =>
            {
                (options.Bucket, options.Region, options.AccessKeyId, options.SecretAccessKey) = (
                    "media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret);
                (options.RequesterPays, options.ExpectedBucketOwner) = (true, Owner);
            })
            .AddS3Tenants());
        var tenants = services.GetRequiredService<IS3TenantStores>();
        var own = tenants.GetStore("media", new() { Tenant = "a", Bucket = "bucket-a", ExpectedBucketOwner = "444455556666", RequesterPays = false });
        var same = tenants.GetStore("media", new() { Tenant = "b", Bucket = "bucket-b" });

        var ownUrl = await own.Issuer.IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation);
        var sameUrl = await same.Issuer.IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation);

        Assert.Equal(("444455556666", null), (ClientRequest.Query(ownUrl, OwnerName), ClientRequest.Query(ownUrl, PayerName)));
        Assert.Equal((Owner, "requester"), (ClientRequest.Query(sameUrl, OwnerName), ClientRequest.Query(sameUrl, PayerName)));
    }

    private static ServiceProvider WithFacts() => TestApp.WithStore(options =>
    {
        (options.RequesterPays, options.ExpectedBucketOwner) = (true, Owner);
        options.Profile = TestApp.Direct(S3Profiles.Aws);
    });

    private static async Task<ISigningSession> SessionAsync() => await TestStoreProvider
        .Create(options => (options.RequesterPays, options.ExpectedBucketOwner) = (true, Owner)).OpenSessionAsync(Cancellation);
}
