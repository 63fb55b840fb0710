using Microsoft.Extensions.Logging.Abstractions;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Tests.Storage;

/// <summary>A bucket is deleted while its uploads end: both delete the same folders.</summary>
public sealed class BucketDeletionRaceTests : IDisposable
{
    private const int Rounds = 30;

    private const int Uploads = 12;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void Delete_WhileUploadsAreAborted_FailsNeitherAndLeavesNoUpload()
    {
        using var store = ObjectStore.Open(_directory, null, NullLogger.Instance);
        for (var round = 0; round < Rounds; round++)
        {
            Assert.True(store.TryCreate("media", DateTimeOffset.UnixEpoch));
            var bucket = store.Find("media")!;
            Assert.Empty(bucket.ListUploads(""));
            for (var i = 0; i < Uploads; i++)
            {
                Assert.True(bucket.TryCreateUpload(new StoredUpload
                {
                    UploadId = $"{round}-{i}", Key = "key", Initiated = DateTimeOffset.UnixEpoch, Attributes = new ObjectAttributes(),
                }));
            }

            var current = round;
            Action[] requests =
            [
                () => Assert.Equal(DeleteBucketOutcome.Deleted, store.Delete("media")),
                .. Enumerable.Range(0, Uploads).Select<int, Action>(i => () => bucket.Abort("key", $"{current}-{i}")),
            ];
            Parallel.ForEach(requests, new ParallelOptions { MaxDegreeOfParallelism = requests.Length }, request => request());
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
