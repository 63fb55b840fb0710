using PresignKit.LocalS3.Checksums;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class ManyPartsTests : IDisposable
{
    private const int Parts = 1_000;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presignkit-locals3-parts-" + Path.GetRandomFileName());

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Complete_ManyPartsStoredAtOnce_SurvivesARestart()
    {
        using var logs = new CapturedLogs();
        using (var store = ObjectStore.Open(_directory, null, logs))
        {
            store.TryCreate("parts", DateTimeOffset.UnixEpoch);
            var bucket = store.Find("parts")!;
            using var hasher = new BodyHasher(null, PayloadHash.NotNeeded);
            using var body = await BodyWriter.WriteAsync(store.Bodies, new MemoryStream(new byte[100]), hasher, TestContext.Current.CancellationToken);
            Assert.True(bucket.TryCreateUpload(new() { UploadId = "id", Key = "key", Initiated = DateTimeOffset.UnixEpoch, Attributes = new() }));
            Parallel.For(1, Parts + 1, number => Assert.Equal(WriteOutcome.Done, bucket.PutPart("key", "id", Part(number, body.Segments))));

            var (outcome, _) = bucket.Complete("key", "id", (_, parts) => Describe(parts), default);

            Assert.Equal(WriteOutcome.Done, outcome);
        }

        using var again = ObjectStore.Open(_directory, null, logs);
        Assert.Equal(Parts, again.Find("parts")!.Find("key")!.Segments.Count);
        Assert.Empty(again.Find("parts")!.ListUploads(""));
        Assert.Empty(logs.Lines);
    }

    private static StoredPart Part(int number, IReadOnlyList<BodySegment> segments) =>
        new() { PartNumber = number, ETag = "x", Size = 100, LastModified = DateTimeOffset.UnixEpoch, Segments = segments };

    private static StoredObject Describe(IReadOnlyList<StoredPart> parts) => new()
    {
        Key = "key",
        ETag = "x",
        Size = parts.Sum(part => part.Size),
        LastModified = DateTimeOffset.UnixEpoch,
        Attributes = new(),
        Segments = [.. parts.SelectMany(part => part.Segments)],
        CompletedUpload = "id",
    };
}
