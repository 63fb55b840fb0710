using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

/// <summary>The backend's own requests say the same about the bucket as URLs do, whether the AWS SDK sends them or not.</summary>
public sealed class BucketFactsHandlerTests(LocalStore store) : IClassFixture<LocalStore>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backend_OwnerOfTheBucket_WorksWithEveryRequest()
    {
        await using var services = store.Application(options => options.ExpectedBucketOwner = "000000000000");
        var objects = services.GetRequiredService<IObjectStore>();
        var key = new ObjectKey("facts/own");

        await objects.PutAsync(key, new MemoryStream([1, 2, 3]), "text/plain", cancellationToken: Cancellation);
        var found = await objects.FindAsync(key, Cancellation);
        var url = await services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(key, cancellationToken: Cancellation);

        Assert.Equal(3, found?.Size);
        Assert.Equal([1, 2, 3], await store.Http.GetByteArrayAsync(new Uri(url.RevealUrl()), Cancellation));
        Assert.DoesNotContain(
            await services.GetRequiredService<IStoreSetup>().CheckAsync(Cancellation), finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task Backend_AnotherOwner_IsRefused()
    {
        await using var services = store.Application(options => options.ExpectedBucketOwner = "999999999999");
        var objects = services.GetRequiredService<IObjectStore>();

        var error = await Assert.ThrowsAsync<StoreException>(() => objects.FindAsync(new("facts/other"), Cancellation));

        Assert.Equal(ErrorCodes.StoreAccessDenied, error.Code);
        var url = await services.GetRequiredService<IPresignedUrlIssuer>().IssueDownloadUrlAsync(new("a"), cancellationToken: Cancellation);
        using var answer = await store.Http.GetAsync(new Uri(url.RevealUrl()), Cancellation);
        Assert.Equal(403, (int)answer.StatusCode);
    }
}
