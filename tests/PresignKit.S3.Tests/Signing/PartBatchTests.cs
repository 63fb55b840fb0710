using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Signing;

/// <summary>A batch of parts contains the same requests as single calls, and a store accepts them.</summary>
public sealed class PartBatchTests(LocalStore local) : IClassFixture<LocalStore>
{
    private const string UploadId = "2~VmR4HkEx9uYvQkq0Zr8pWn5tLs3bJd7+/=&partNumber=9";

    private static readonly PartPlan Largest = new(PartPlan.MaximumSize - 1, PartPlan.MaximumPartSize);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, false)]
    [InlineData("session/token+with=signs", false)]
    [InlineData("session/token+with=signs", true)]
    public async Task SignParts_AllPartsInAnyOrder_MatchesSingleSignatures(string? token, bool withUploadCredentials)
    {
        using var provider = TestStoreProvider.Create(options =>
        {
            options.SessionToken = token;
            options.UploadCredentials = withUploadCredentials ? new() { AccessKeyId = "AKIDUPLOADONLY", SecretAccessKey = TestApp.Secret } : null;
        });
        var session = await provider.OpenSessionAsync(Cancellation);
        int[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => 1 + (i * 7_919 % 10_000))];

        var requests = Sign(session, Batch(Largest), numbers);

        Assert.Equal(numbers.Select(number => session.SignPart(Batch(Largest).For(number))), requests);
        var account = withUploadCredentials ? "AKIDUPLOADONLY" : TestApp.AccessKey;
        Assert.All(requests, request => Assert.Contains($"X-Amz-Credential={account}%2F", request.Url, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, PartPlan.MinimumPartSize)]
    [InlineData(PartPlan.MinimumPartSize, PartPlan.MinimumPartSize)]
    [InlineData(PartPlan.MinimumPartSize + 1, PartPlan.MinimumPartSize)]
    [InlineData(300 * PartPlan.MinimumPartSize, PartPlan.MinimumPartSize)]
    public async Task SignParts_AnyPlan_MatchesSingleSignatures(long size, long partSize)
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);
        var plan = new PartPlan(size, partSize);
        int[] numbers = [.. Enumerable.Range(1, plan.PartCount)];

        var requests = Sign(session, Batch(plan), numbers);

        Assert.Equal(numbers.Select(number => session.SignPart(Batch(plan).For(number))), requests);
    }

    // A wrapper of the session that lost SignParts would sign one by one, which allocates more than the strings.
    [Fact]
    public async Task SignParts_RegionDiscovered_AreSignedTogether()
    {
        await using var services = local.Application(options => (options.Region, options.DiscoverRegion) = (null, true));
        var provider = services.GetRequiredService<StoreRegistration>().Create(services);
        var session = await provider.OpenSessionAsync(Cancellation);

        Assert.InRange(BesidesStrings(session, [.. Enumerable.Range(1, 10_000)]), 0, 10_000 * 8);
        (provider as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task SignParts_ManyParts_AllocatesOneStringForEach()
    {
        const long FixedCost = 24 * 1024;
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);

        Assert.InRange(BesidesStrings(session, [.. Enumerable.Range(1, 1_000)]), 0, FixedCost);
        Assert.InRange(BesidesStrings(session, [.. Enumerable.Range(1, 10_000)]), 0, FixedCost);
    }

    [Fact]
    public async Task SignParts_Headers_AreOneInstance()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var requests = Sign(await provider.OpenSessionAsync(Cancellation), Batch(Largest), [1, 2, 10_000]);

        Assert.All(requests, request => Assert.Same(requests[0].Headers, request.Headers));
        Assert.Empty(requests[0].Headers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(4)]
    [InlineData(10_001)]
    public async Task SignParts_NumberThatThePlanDoesNotHave_IsRefusedAndNothingWritten(int number)
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);
        var plan = new PartPlan((2 * PartPlan.MinimumPartSize) + 1, PartPlan.MinimumPartSize);
        var requests = new SignedRequest[3];

        Assert.Throws<ArgumentOutOfRangeException>(() => session.SignParts(Batch(plan), [1, 2, number], requests));

        Assert.All(requests, request => Assert.Null(request.Url));
    }

    [Fact]
    public async Task SignPartAndSignParts_NoUploadId_AreRefused()
    {
        using var provider = TestStoreProvider.Create(static _ => { });
        var session = await provider.OpenSessionAsync(Cancellation);
        var batch = Batch(Largest) with { UploadId = "" };

        Assert.Throws<ArgumentException>(() => session.SignPart(batch.For(1)));
        Assert.Throws<ArgumentException>(() => session.SignParts(batch, [1], new SignedRequest[1]));
    }

    [Fact]
    public async Task SignParts_SentToALocalStore_BecomeTheObject()
    {
        using var provider = LocalProvider();
        var content = new byte[(2 * (int)PartPlan.MinimumPartSize) + 3];
        new Random(13).NextBytes(content);
        var plan = new PartPlan(content.Length, PartPlan.MinimumPartSize);
        var key = new ObjectKey("parts/ä b+c.bin");
        var uploadId = await provider.Uploads.CreateAsync(key, "application/octet-stream", StoredAttributes.None, checksum: null, Cancellation);
        int[] numbers = [3, 1, 2];
        var requests = Sign(
            await provider.OpenSessionAsync(Cancellation), Batch(plan) with { Key = key, UploadId = uploadId, SignedAt = Now() }, numbers);

        var answers = await Task.WhenAll(numbers.Select((number, i) => SendAsync(requests[i], Part(content, plan, number))));
        var parts = await provider.Uploads.ListPartsAsync(key, uploadId, Cancellation);
        var isComplete = await provider.Uploads.CompleteAsync(key, uploadId, parts!, Cancellation);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.True(isComplete);
        await using var stored = await provider.Objects.OpenReadAsync(key, cancellationToken: Cancellation);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, Cancellation);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task SignParts_PartOfAnotherLengthOrNumber_IsRefusedByALocalStore()
    {
        using var provider = LocalProvider();
        var plan = new PartPlan((2 * PartPlan.MinimumPartSize) + 3, PartPlan.MinimumPartSize);
        var key = new ObjectKey("parts/refused.bin");
        var uploadId = await provider.Uploads.CreateAsync(key, "application/octet-stream", StoredAttributes.None, checksum: null, Cancellation);
        var requests = Sign(
            await provider.OpenSessionAsync(Cancellation), Batch(plan) with { Key = key, UploadId = uploadId, SignedAt = Now() }, [1, 2, 3]);

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(requests[2], new byte[2]));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(requests[2], new byte[4]));
        var renumbered = requests[2] with { Url = requests[2].Url.Replace("partNumber=3&", "partNumber=2&", StringComparison.Ordinal) };
        Assert.NotEqual(requests[2].Url, renumbered.Url);
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(renumbered, new byte[3]));
        Assert.Empty((await provider.Uploads.ListPartsAsync(key, uploadId, Cancellation))!);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(requests[2], new byte[3]));
        Assert.Equal(3, Assert.Single((await provider.Uploads.ListPartsAsync(key, uploadId, Cancellation))!).Number);
    }

    private static long BesidesStrings(ISigningSession session, int[] numbers)
    {
        var requests = Sign(session, Batch(Largest), numbers);
        var strings = requests.Sum(request => (22L + (2 * request.Url.Length) + 7) & ~7L);

        // The least of some runs: the pool creates its array once, and until tier 1 compilation, code of the runtime itself allocates.
        var least = long.MaxValue;
        for (var run = 0; run < 30; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            session.SignParts(Batch(Largest), numbers, requests);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before - strings);
        }

        return least;
    }

    private static DateTimeOffset Now()
    {
        var now = TimeProvider.System.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private static PartBatch Batch(PartPlan plan) => new(new("a/ü b.mp4"), UploadId, plan, TestApp.Now, TimeSpan.FromMinutes(5));

    private static SignedRequest[] Sign(ISigningSession session, in PartBatch batch, int[] numbers)
    {
        var requests = new SignedRequest[numbers.Length];
        session.SignParts(batch, numbers, requests);
        return requests;
    }

    private static byte[] Part(byte[] content, PartPlan plan, int number) =>
        content.AsSpan((int)plan.OffsetOf(number), (int)plan.SizeOf(number)).ToArray();

    private S3.Providers.S3StoreProvider LocalProvider() => TestStoreProvider.Create(
        options =>
        {
            (options.Endpoint, options.Bucket, options.Region) = (local.Endpoint, LocalStore.Bucket, LocalStore.Region);
            (options.AccessKeyId, options.SecretAccessKey, options.Profile) = (LocalStore.AccessKey, LocalStore.Secret, S3Profiles.Local);
        },
        TimeProvider.System);

    private async Task<HttpStatusCode> SendAsync(SignedRequest part, byte[] body)
    {
        using var request = new HttpRequestMessage(new(part.Method), part.Url) { Content = new ByteArrayContent(body) };
        foreach (var header in part.Headers)
        {
            request.Content.Headers.Add(header.Key, header.Value);
        }

        using var answer = await local.Http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }
}
