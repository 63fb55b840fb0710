using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.S3.Tests.Fakes;
using PresignKit.SigV4;

namespace PresignKit.S3.Tests.Signing;

/// <summary>A store below a path of a host, behind a proxy that removes the path: it is part of the URL, but not of the signature.</summary>
public sealed class PathPrefixTests(LocalStore local) : IClassFixture<LocalStore>
{
    // The start of an MP4 file: a box "ftyp" of 24 bytes.
    private static readonly byte[] Video = Convert.FromHexString("000000186674797069736F6D0000020069736F6D6D703431");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PathPrefixRule.RemovedByProxy, HttpStatusCode.OK)]
    [InlineData(PathPrefixRule.PassedOn, HttpStatusCode.Forbidden)]
    public async Task IssueDownloadUrl_ProxyRemovesThePath_WorksIfItIsNotSigned(PathPrefixRule rule, HttpStatusCode expected)
    {
        await local.Client.PutObjectAsync(new() { BucketName = LocalStore.Bucket, Key = "prefix/ä b+c.txt", ContentBody = "found" }, Cancellation);
        await using var proxy = await StrippingProxy.StartAsync("/storage", local.Endpoint);
        await using var services = local.Application(Behind(proxy, rule));

        var url = (await services.Issuer().IssueDownloadUrlAsync(new("prefix/ä b+c.txt"), cancellationToken: Cancellation)).RevealUrl();
        using var answer = await local.Http.GetAsync(url, Cancellation);

        Assert.StartsWith($"{proxy.Endpoint}/storage/{LocalStore.Bucket}/prefix/", url, StringComparison.Ordinal);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(UploadTransport.Put)]
    [InlineData(UploadTransport.Post)]
    public async Task OpenUploadSlot_ProxyRemovesThePath_IsStored(UploadTransport transport)
    {
        await using var proxy = await StrippingProxy.StartAsync("/storage", local.Endpoint);
        await using var services = local.Application(
            Behind(proxy, PathPrefixRule.RemovedByProxy),
            presignKit => presignKit.AddVideoPolicy(policy => policy.Transport = transport));
        var slot = await services.Issuer().OpenUploadSlotAsync(
            new() { Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = Video.Length }, Cancellation);

        using var answer = await SendAsync(slot);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        var verified = await services.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verified.IsVerified, $"{verified.Outcome} {verified.Reason}");
        Assert.Equal(Video.Length, verified.Properties.Size);
    }

    [Fact]
    public async Task IssueDownloadUrls_Batch_MatchesSingleUrls()
    {
        await using var proxy = await StrippingProxy.StartAsync("/storage", local.Endpoint);
        await using var services = local.Application(
            Behind(proxy, PathPrefixRule.RemovedByProxy),
            clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestApp.Now));

        var many = await services.Issuer().IssueDownloadUrlsAsync([new("a"), new("b/c")], cancellationToken: Cancellation);
        var one = await services.Issuer().IssueDownloadUrlAsync(new("b/c"), cancellationToken: Cancellation);

        Assert.Equal(one.RevealUrl(), many[1].RevealUrl());
        Assert.StartsWith($"{proxy.Endpoint}/storage/{LocalStore.Bucket}/a?", many[0].RevealUrl(), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NoPathToRemove_IsAFlaw()
    {
        using var services = TestApp.WithStore(
            options => (options.PublicEndpoint, options.PublicPathPrefix) = ("https://files.example.com/", PathPrefixRule.RemovedByProxy));

        Assert.Equal(
            "Stores:media:PublicPathPrefix is RemovedByProxy, but PublicEndpoint has no path that a proxy could remove.", Assert.Single(services.Flaws()));
    }

    [Fact]
    public void Validate_FromConfiguration_IsRead()
    {
        using var services = TestApp.Build(
            presignKit => presignKit.AddS3("media", options =>
                (options.Bucket, options.Region, options.AccessKeyId, options.SecretAccessKey) =
                    ("media-bucket", "eu-central-1", TestApp.AccessKey, TestApp.Secret)),
            configuration: new Dictionary<string, string?> { ["PresignKit:Stores:media:PublicPathPrefix"] = "removed" });

        Assert.Equal("PresignKit:Stores:media:PublicPathPrefix is 'removed'; it must be one of: PassedOn, RemovedByProxy.", Assert.Single(services.Flaws()));
    }

    private async Task<HttpResponseMessage> SendAsync(UploadSlot slot)
    {
        var body = new ByteArrayContent(Video);
        var upload = slot.Request!;
        if (upload.Method == "PUT")
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, upload.RevealUrl()) { Content = body };
            foreach (var (name, value) in upload.Headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                {
                    body.Headers.Remove(name);
                    body.Headers.TryAddWithoutValidation(name, value);
                }
            }

            return await local.Http.SendAsync(request, Cancellation);
        }

        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in upload.RevealFields())
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(body, "file", "a.mp4");
        return await local.Http.PostAsync(upload.RevealUrl(), form, Cancellation);
    }

    private static Action<S3StoreOptions> Behind(StrippingProxy proxy, PathPrefixRule rule) => options =>
        (options.PublicEndpoint, options.PublicPathPrefix) = ($"{proxy.Endpoint}/storage", rule);
}
