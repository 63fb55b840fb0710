using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>The backend replaces exactly the object that it has seen, by the completion of an upload.</summary>
public abstract class ReplaceConformance(S3ConformanceStore store)
{
    private static readonly byte[] First = Browser.Bytes("the first one");
    private static readonly byte[] Second = Browser.Bytes("the second one");
    private static readonly byte[] Third = Browser.Bytes("the third one");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replace_OtherObjectOrNone_IsRefusedIfProfileSaysYes()
    {
        using var owner = store.CreateClient();
        var destination = await StoreAsync(First);
        var seen = await ETagAsync(destination);

        var right = await CompleteAsync(owner, destination, seen);
        var stale = await CompleteAsync(owner, destination, seen);
        var none = await CompleteAsync(owner, NewKey(), seen);

        var measured = $"right {right}, stale {stale}, none {none}";
        Assert.SkipWhen(
            store.Profile.ConditionalReplace == Capability.Unknown, $"The profile does not say whether the store compares it. Measured: {measured}.");
        var compares = (right, stale, none) is (200, 412, 404 or 412);
        Assert.True(compares == (store.Profile.ConditionalReplace == Capability.Yes), measured);
    }

    [Fact]
    public async Task ReplaceAsync_ObjectReplacedMeanwhile_ThrowsAndWritesNothing()
    {
        store.Require(p => p.ConditionalReplace, "to replace exactly one object");
        var destination = await StoreAsync(First);
        var seen = await ETagAsync(destination);
        var (second, third) = (await StoreAsync(Second), await StoreAsync(Third));

        await ReplaceAsync(second, destination, seen);
        var stale = await Assert.ThrowsAsync<StoreException>(() => ReplaceAsync(third, destination, seen));
        await store.AssertHoldsAsync(destination, Second);
        await store.Objects.DeleteAsync(destination, Cancellation);
        var gone = await Assert.ThrowsAsync<StoreException>(() => ReplaceAsync(third, destination, seen));

        Assert.Equal((ErrorCodes.DestinationChanged, ErrorCodes.DestinationChanged), (stale.Code, gone.Code));
        Assert.Null(await store.Objects.FindAsync(destination, Cancellation));
    }

    [Fact]
    public async Task ReplaceAsync_EightAtOnce_HasOneWinner()
    {
        store.Require(p => p.ConditionalReplace, "to replace exactly one object");
        var destination = await StoreAsync(First);
        var seen = await ETagAsync(destination);
        var sources = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => StoreAsync(Browser.Bytes($"number {i}"))));

        var outcomes = await Task.WhenAll(sources.Select(source => Record.ExceptionAsync(() => ReplaceAsync(source, destination, seen)).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.Equal(ErrorCodes.DestinationChanged, Assert.IsType<StoreException>(outcome).Code));
    }

    private static ObjectKey NewKey() => new($"conformance/{Guid.NewGuid():N}.mp4");

    private async Task<ObjectKey> StoreAsync(byte[] body)
    {
        var key = NewKey();
        using var content = new MemoryStream(body);
        await store.Objects.PutAsync(key, content, "video/mp4", cancellationToken: Cancellation);
        return key;
    }

    private async Task<string> ETagAsync(ObjectKey key) => (await store.Objects.FindAsync(key, Cancellation))!.ETag;

    private async Task ReplaceAsync(ObjectKey source, ObjectKey destination, string etag) => await store.Objects.ReplaceAsync(
        source, (await store.Objects.FindAsync(source, Cancellation))!, destination, etag, StoredAttributes.None, Cancellation);

    private async Task<int> CompleteAsync(AmazonS3Client owner, ObjectKey key, string etag)
    {
        await using var upload = await PartUpload.BeginAsync(store, key);
        await Browser.AssertStoredAsync(await upload.SendAsync(upload.Sign(1, Third.Length), Third));
        return await StatusAsync(async () => await owner.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = store.Container,
                Key = key.Value,
                UploadId = upload.Id,
                PartETags = [.. (await upload.ListAsync()).Select(part => new PartETag(part.PartNumber!.Value, part.ETag))],
                IfMatch = etag,
            },
            Cancellation));
    }

    private static async Task<int> StatusAsync<T>(Func<Task<T>> send)
    {
        try
        {
            await send();
            return 200;
        }
        catch (AmazonS3Exception e)
        {
            return (int)e.StatusCode;
        }
    }
}
