using System.Globalization;
using PresignKit.Providers;
using PresignKit.S3.Providers;
using PresignKit.S3.Tests.Fakes;

namespace PresignKit.S3.Tests.Objects;

/// <summary>All pages of the lists are read, a list that is cut short is an error, and an abort ends when the upload is no longer listed.</summary>
public sealed class UploadListTests(LocalStore local) : IClassFixture<LocalStore>
{
    private static readonly ObjectKey Key = new("a/video.mp4");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListParts_TenThousand_AreAllReadInOrder()
    {
        const int PageSize = 1000;
        await using var store = await ScriptedStore.StartAsync(request =>
        {
            var after = request.Query.Split("part-number-marker=") is [_, var marker] ? int.Parse(marker.Split('&')[0], CultureInfo.InvariantCulture) : 0;
            return Page(Enumerable.Range(after + 1, PageSize), after + PageSize < 10_000, after + PageSize);
        });
        using var provider = Provider(store);

        var parts = await provider.Uploads!.ListPartsAsync(Key, "id", Cancellation);

        Assert.Equal(Enumerable.Range(1, 10_000), parts!.Select(part => part.Number));
        Assert.Equal(10, store.Requests.Count);
    }

    [Fact]
    public async Task ListParts_Time_IsWhenThePartArrivedOrUnknown()
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(
            200,
            "<ListPartsResult><IsTruncated>false</IsTruncated>"
            + "<Part><PartNumber>1</PartNumber><LastModified>2026-03-14T15:09:26.000Z</LastModified><ETag>\"a\"</ETag><Size>5</Size></Part>"
            + "<Part><PartNumber>2</PartNumber><ETag>\"b\"</ETag><Size>5</Size></Part></ListPartsResult>"));
        using var provider = Provider(store);

        var parts = await provider.Uploads!.ListPartsAsync(Key, "id", Cancellation);

        Assert.Equal([new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.Zero), null], parts!.Select(part => part.LastModified));
    }

    /// <summary>A list that the store, or something before it, cuts short or repeats would otherwise complete half a file.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task ListParts_TruncatedWithoutNextPage_Fails(int? next)
    {
        await using var store = await ScriptedStore.StartAsync(_ => Page([1, 2], isTruncated: true, next));
        using var provider = Provider(store);

        var failure = await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.ListPartsAsync(Key, "id", Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
    }

    [Fact]
    public async Task ListParts_SamePageAgain_Fails()
    {
        await using var store = await ScriptedStore.StartAsync(_ => Page([1, 2], isTruncated: true, 2));
        using var provider = Provider(store);

        await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.ListPartsAsync(Key, "id", Cancellation));

        Assert.Equal(2, store.Requests.Count);
    }

    [Theory]
    [InlineData("<Part><PartNumber>1</PartNumber><ETag>\"e\"</ETag></Part>")]
    [InlineData("<Part><PartNumber>1</PartNumber><Size>1</Size></Part>")]
    [InlineData("<Part><ETag>\"e\"</ETag><Size>1</Size></Part>")]
    [InlineData("<Part><PartNumber>0</PartNumber><ETag>\"e\"</ETag><Size>1</Size></Part>")]
    [InlineData("<Part><PartNumber>2</PartNumber><ETag>e</ETag><Size>1</Size></Part><Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>1</Size></Part>")]
    [InlineData("<Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>1</Size></Part><Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>1</Size></Part>")]
    [InlineData("<Part><PartNumber>1</PartNumber><ETag>\"e\"</ETag><Siz")]
    public async Task ListParts_IncompleteOrContradictory_Fails(string parts)
    {
        var end = parts.EndsWith('>') ? "</ListPartsResult>" : "";
        await using var store = await ScriptedStore.StartAsync(_ => new(200, $"<ListPartsResult><IsTruncated>false</IsTruncated>{parts}{end}"));
        using var provider = Provider(store);

        var failure = await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.ListPartsAsync(Key, "id", Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
    }

    [Theory]
    [InlineData("NoSuchUpload")]
    [InlineData("NoSuchKey")]
    public async Task ListParts_UploadIsGone_IsNull(string code)
    {
        await using var store = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(404, code));
        using var provider = Provider(store);

        Assert.Null(await provider.Uploads!.ListPartsAsync(Key, "id", Cancellation));
    }

    [Fact]
    public async Task ListParts_404OfSomethingElse_IsNotTheEndOfTheUpload()
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(404, "<html><body>Not Found</body></html>"));
        using var provider = Provider(store);

        await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.ListPartsAsync(Key, "id", Cancellation));
    }

    /// <summary>LocalS3: pages of 1,000; several uploads of one key; keys that XML cannot represent.</summary>
    [Fact]
    public async Task ListUploads_MoreThanAPage_AreAllListedOnce()
    {
        using var provider = Provider(local);
        var uploads = provider.Uploads!;
        var created = new List<(string, string)>();
        for (var i = 0; i < 1005; i++)
        {
            var key = new ObjectKey($"pages/{i / 5} ü+&%41.mp4");
            created.Add((key.Value, await uploads.CreateAsync(key, "video/mp4", StoredAttributes.None, checksum: null, Cancellation)));
        }

        var control = await local.Client.InitiateMultipartUploadAsync(LocalStore.Bucket, "pages/\u0001x", Cancellation);
        created.Add(("pages/\u0001x", control.UploadId));
        await uploads.CreateAsync(new("elsewhere/1.mp4"), "video/mp4", StoredAttributes.None, checksum: null, Cancellation);

        var listed = new List<OpenUpload>();
        await foreach (var upload in uploads.ListUploadsAsync("pages/", Cancellation))
        {
            listed.Add(upload);
        }

        Assert.Equal(created.Order(), listed.Select(upload => (upload.Key, upload.UploadId)).Order());
        Assert.All(listed, upload => Assert.InRange(upload.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<NextKeyMarker>a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>")]
    public async Task ListUploads_TruncatedWithoutNextPage_Fails(string next)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(
            200, $"<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>{next}</ListMultipartUploadsResult>"));
        using var provider = Provider(store);

        var failure = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await foreach (var upload in provider.Uploads!.ListUploadsAsync("", Cancellation))
            {
                Assert.Fail(upload.Key);
            }
        });

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
        Assert.InRange(store.Requests.Count, 1, 2);
    }

    /// <summary>Amazon S3: a part that was being sent may be stored after the abort, which must then be repeated.</summary>
    [Fact]
    public async Task Abort_PartInFlightWasStored_IsAbortedAgain()
    {
        var listed = 0;
        await using var store = await ScriptedStore.StartAsync(request =>
            request.Method == "DELETE" ? new(204)
            : ++listed == 1 ? Page([1], isTruncated: false, null)
            : ScriptedAnswer.Error(404, "NoSuchUpload"));
        using var provider = Provider(store);

        await provider.Uploads!.AbortAsync(Key, "id", Cancellation);

        Assert.Equal(["DELETE", "GET", "DELETE", "GET"], store.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Abort_UploadNeverEnds_FailsInTheEnd()
    {
        await using var store = await ScriptedStore.StartAsync(request => request.Method == "DELETE" ? new(204) : Page([1], isTruncated: false, null));
        using var provider = Provider(store);

        var failure = await Assert.ThrowsAsync<StoreException>(() => provider.Uploads!.AbortAsync(Key, "id", Cancellation));

        Assert.Equal(ErrorCodes.StoreBusy, failure.Code);
        Assert.Equal(5, store.Requests.Count(request => request.Method == "DELETE"));
    }

    [Fact]
    public async Task Abort_UploadDoesNotExist_DoesNothing()
    {
        await using var store = await ScriptedStore.StartAsync(_ => ScriptedAnswer.Error(404, "NoSuchUpload"));
        using var provider = Provider(store);

        await provider.Uploads!.AbortAsync(Key, "id", Cancellation);

        Assert.Single(store.Requests);
    }

    [Fact]
    public async Task Abort_Canceled_IsCanceled()
    {
        using var source = new CancellationTokenSource();
        await using var store = await ScriptedStore.StartAsync(request =>
        {
            if (request.Method == "GET")
            {
                source.Cancel();
            }

            return request.Method == "DELETE" ? new(204) : Page([1], isTruncated: false, null);
        });
        using var provider = Provider(store);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.Uploads!.AbortAsync(Key, "id", source.Token));
    }

    /// <summary>Amazon S3 computes the CRC-64/NVME by itself only if no other checksum is declared.</summary>
    [Fact]
    public async Task Create_WithoutChecksum_DeclaresNone()
    {
        await using var store = await ScriptedStore.StartAsync(
            _ => new(200, "<InitiateMultipartUploadResult><UploadId>id</UploadId></InitiateMultipartUploadResult>"));
        using var provider = Provider(store);

        var id = await provider.Uploads!.CreateAsync(Key, "video/mp4", StoredAttributes.None, checksum: null, Cancellation);

        Assert.Equal("id", id);
        Assert.DoesNotContain(Assert.Single(store.Requests).Headers.Keys, name => name.Contains("checksum", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<InitiateMultipartUploadResult><Bucket>media-bucket</Bucket></InitiateMultipartUploadResult>")]
    public async Task Create_AnswerWithoutUpload_Fails(string body)
    {
        await using var store = await ScriptedStore.StartAsync(_ => new(200, body));
        using var provider = Provider(store);

        var failure = await Assert.ThrowsAsync<StoreException>(
            () => provider.Uploads!.CreateAsync(Key, "video/mp4", StoredAttributes.None, checksum: null, Cancellation));

        Assert.Equal(ErrorCodes.StoreUnavailable, failure.Code);
    }

    private static ScriptedAnswer Page(IEnumerable<int> numbers, bool isTruncated, int? next) => new(
        200,
        $"<ListPartsResult><IsTruncated>{(isTruncated ? "true" : "false")}</IsTruncated>"
            + (next is null ? "" : $"<NextPartNumberMarker>{next}</NextPartNumberMarker>")
            + string.Concat(numbers.Select(number => $"<Part><PartNumber>{number}</PartNumber><ETag>\"e{number}\"</ETag><Size>5</Size></Part>"))
            + "</ListPartsResult>");

    private static S3StoreProvider Provider(ScriptedStore store) => TestStoreProvider.Create(
        options => (options.Endpoint, options.Profile) = (store.Endpoint, S3Profiles.Local), TimeProvider.System);

    private static S3StoreProvider Provider(LocalStore store) => TestStoreProvider.Create(
        options =>
        {
            (options.Endpoint, options.Profile, options.Bucket, options.Region) = (store.Endpoint, S3Profiles.Local, LocalStore.Bucket, LocalStore.Region);
            (options.AccessKeyId, options.SecretAccessKey) = (LocalStore.AccessKey, LocalStore.Secret);
        },
        TimeProvider.System);
}
