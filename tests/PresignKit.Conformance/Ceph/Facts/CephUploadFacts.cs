using System.Security;
using System.Xml.Linq;
using PresignKit.Conformance.Stores;
using PresignKit.SigV4;

namespace PresignKit.Conformance.Ceph.Facts;

/// <summary>
/// How the gateway answers when uploads are completed, listed, and aborted. The same in all tested versions, unless <see cref="CephRelease"/> says
/// otherwise. No answer to a completion proves alone what happened to the upload: the list of its parts does.
/// </summary>
public abstract class CephUploadFacts(CephStores ceph) : CephFacts(ceph)
{
    private const string InProgress = "This multipart completion is already in progress";

    private static readonly NameValue CreateOnly = new("If-None-Match", "*");

    [Fact]
    public async Task Complete_Again_IsAcceptedWhileTheObjectIsTheSame()
    {
        var (key, id, etag) = await BeginAsync();
        Assert.Equal(200, (await CompleteAsync(key, id, etag)).Status);

        Assert.Equal(200, (await CompleteAsync(key, id, etag)).Status);
        Assert.Equal(200, (await CompleteAsync(key, id, etag, CreateOnly)).Status);

        AssertInProgress(await CompleteAsync(key, id, "\"00000000000000000000000000000000\""));
        Assert.Equal(Body, await ReadAsync(key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_AgainAfterTheObjectWasDeletedOrReplaced_Is500AndChangesNothing(bool isDeleted)
    {
        var (key, id, etag) = await BeginAsync();
        Assert.Equal(200, (await CompleteAsync(key, id, etag)).Status);
        var changed = isDeleted ? await SendAsync(Sign("DELETE", key, null, [])) : await PutAsync(key, OtherBody, []);
        Assert.InRange(changed.Status, 200, 204);

        AssertInProgress(await CompleteAsync(key, id, etag));

        if (isDeleted)
        {
            await Store.AssertNothingAsync(new(key));
        }
        else
        {
            Assert.Equal(OtherBody, await ReadAsync(key));
        }
    }

    [Fact]
    public async Task Complete_AbortedUpload_Is500()
    {
        var (key, id, etag) = await BeginAsync();
        Assert.Equal(204, (await AbortAsync(key, id)).Status);

        AssertInProgress(await CompleteAsync(key, id, etag));

        var again = await AbortAsync(key, id);
        Assert.Equal(404, again.Status);
        Assert.Contains("<Code>NoSuchUpload</Code>", again.Text, StringComparison.Ordinal);
        await Store.AssertNothingAsync(new(key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ListParts_EndedUpload_IsNoSuchKey(bool isCompleted)
    {
        var (key, id, etag) = await BeginAsync();
        var ended = isCompleted ? await CompleteAsync(key, id, etag) : await AbortAsync(key, id);
        Assert.InRange(ended.Status, 200, 204);

        var answer = await ListAsync(key, id);

        Assert.Equal(404, answer.Status);
        Assert.Contains("<Code>NoSuchKey</Code>", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>Where the condition is honored, the upload stays open, and can be completed when the object is gone.</summary>
    [Fact]
    public async Task Complete_CreateOnly_KeepsTheUploadOpenIfRefused()
    {
        var (key, id, etag) = await BeginAsync();
        Assert.Equal(200, (await PutAsync(key, OtherBody, [])).Status);

        var answer = await CompleteAsync(key, id, etag, CreateOnly);

        Release.Expect(Release.CompleteCreateOnly, answer.Status, answer.Text);
        if (answer.Status == 412)
        {
            Assert.Equal(200, (await ListAsync(key, id)).Status);
            Assert.Equal(204, (await SendAsync(Sign("DELETE", key, null, []))).Status);
            Assert.Equal(200, (await CompleteAsync(key, id, etag, CreateOnly)).Status);
        }

        Assert.Equal(Body, await ReadAsync(key));
    }

    [Theory]
    [InlineData("16")]
    [InlineData("14")]
    [InlineData("sixteen")]
    public async Task Complete_AnySize_IsNotCompared(string size)
    {
        var (key, id, etag) = await BeginAsync();

        Assert.Equal(200, (await CompleteAsync(key, id, etag, new NameValue("x-amz-mp-object-size", size))).Status);
    }

    /// <summary>So the backend itself must see that its list has each part once, and in order.</summary>
    [Fact]
    public async Task Complete_ListWithGapsOrRepetitions_IsRefusedOnlyIfAPartIsMissing()
    {
        var (key, id, first) = await BeginAsync(new byte[5 * 1024 * 1024]);
        var second = await SendPartAsync(key, id, 2, Body);
        var missing = await CompleteAsync(key, id, [(1, first)]);
        Assert.Equal(400, missing.Status);
        Assert.Contains("<Code>InvalidPart</Code>", missing.Text, StringComparison.Ordinal);

        Assert.Equal(200, (await CompleteAsync(key, id, [(2, second), (1, first), (1, first)])).Status);

        Assert.Equal(5 * 1024 * 1024 + Body.Length, (await ReadAsync(key)).Length);
    }

    [Fact]
    public async Task Complete_ListWithoutParts_IsMalformed()
    {
        var (key, id, _) = await BeginAsync();

        var answer = await CompleteAsync(key, id, Array.Empty<(int, string)>());

        Assert.Equal(400, answer.Status);
        Assert.Contains("<Code>MalformedXML</Code>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await ListAsync(key, id)).Status);
    }

    [Fact]
    public async Task ListParts_Pages_HaveEveryPartOnce()
    {
        var (key, id, _) = await BeginAsync();
        int[] numbers = [1, 3, 7, 10, 9_999, 10_000];
        foreach (var number in numbers[1..])
        {
            await SendPartAsync(key, id, number, Body);
        }

        var listed = new List<int>();
        for (var marker = "0"; marker is not null;)
        {
            var page = Parse(await ListAsync(key, id, new("max-parts", "2"), new("part-number-marker", marker)));
            listed.AddRange(Named(page, "PartNumber").Select(element => int.Parse(element.Value, System.Globalization.CultureInfo.InvariantCulture)));
            marker = Named(page, "IsTruncated").Single().Value == "true" ? Named(page, "NextPartNumberMarker").Single().Value : null;
        }

        Assert.Equal(numbers, listed);
    }

    [Fact]
    public async Task ListUploads_Pages_HaveEveryUploadOnce()
    {
        var folder = $"{NewKey()}/";
        var begun = new List<(string Key, string Id)>();
        foreach (var name in new[] { "a", "a", "a", "b", "c", "c", "d" })
        {
            var (key, id, _) = await BeginAsync(Body, folder + name);
            begun.Add((key, id));
        }

        using var owner = Store.CreateClient();
        var request = new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = Store.Container, Prefix = folder, MaxUploads = 2 };
        var listed = new List<(string, string)>();
        Amazon.S3.Model.ListMultipartUploadsResponse page;
        do
        {
            page = await owner.ListMultipartUploadsAsync(request, Cancellation);
            listed.AddRange((page.MultipartUploads ?? []).Select(upload => (upload.Key, upload.UploadId)));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(begun.Order(), listed.Order());
    }

    /// <summary>
    /// With encoding-type, keys are encoded, but the answer does not say so: without it, any key is listed as it is, also one with control characters.
    /// </summary>
    [Fact]
    public async Task ListUploads_EncodingType_IsUsedWithoutSayingSo()
    {
        var folder = $"{NewKey()}/";
        using var owner = Store.CreateClient();
        foreach (var name in new[] { "a b", "b\u0001c" })
        {
            await owner.InitiateMultipartUploadAsync(Store.Container, folder + name, Cancellation);
        }

        var request = new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = Store.Container, Prefix = folder };
        var plain = await owner.ListMultipartUploadsAsync(request, Cancellation);
        request.Encoding = Amazon.S3.EncodingType.Url;
        var encoded = await owner.ListMultipartUploadsAsync(request, Cancellation);

        Assert.Equal([$"{folder}a b", $"{folder}b\u0001c"], plain.MultipartUploads.Select(upload => upload.Key));
        Assert.Equal([$"{folder}a%20b", $"{folder}b%01c"], encoded.MultipartUploads.Select(upload => upload.Key));
        Assert.Null(encoded.EncodingType);
    }

    /// <summary>No answer to the part has an effect: nothing of it is left, and the upload is not listed again.</summary>
    [Fact]
    public async Task Part_InFlightDuringAbort_LeavesNothing()
    {
        byte[] late = [.. Enumerable.Repeat((byte)'x', 400_000)];
        await using var upload = await PartUpload.BeginAsync(Store);
        using var held = await PartialPut.BeginAsync(upload.Sign(1, late.Length), [], late);
        Assert.Equal(204, (await AbortAsync(upload.Key.Value, upload.Id)).Status);

        var status = await held.FinishAsync();

        Release.Expect(Release.RefusesPartInFlight, status is >= 400 and < 500, $"{status}");
        Assert.Equal(404, (await ListAsync(upload.Key.Value, upload.Id)).Status);
        using var owner = Store.CreateClient();
        var open = await owner.ListMultipartUploadsAsync(
            new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = Store.Container, Prefix = upload.Key.Value }, Cancellation);
        Assert.Empty(open.MultipartUploads ?? []);
        await Store.AssertNothingAsync(upload.Key);
    }

    /// <summary>
    /// A completed upload is no longer listed, whatever arrives late. Where a late part is answered with 200, a completion that names it replaces the object,
    /// without the type and metadata of the upload: a list of parts from before the completion must not be used after it.
    /// </summary>
    [Fact]
    public async Task Part_InFlightDuringCompletion_IsNeverListedAndReplacesTheObjectOnlyWhereExpected()
    {
        var (key, id, etag) = await BeginAsync(headers: [new("Content-Type", "video/mp4")]);
        var late = Sign("PUT", key, OtherBody, [], query: [new("partNumber", "1"), new("uploadId", id)]);
        using var held = await PartialPut.BeginAsync(late.Url, [], OtherBody);
        Assert.Equal(200, (await CompleteAsync(key, id, etag)).Status);

        var status = await held.FinishAsync();

        Release.Expect(Release.RefusesPartInFlight, status is >= 400 and < 500, $"{status}");
        Assert.Equal(404, (await ListAsync(key, id)).Status);
        Assert.Equal(Body, await ReadAsync(key));

        // An ETag depends on the bytes alone.
        var again = await CompleteAsync(key, id, (await BeginAsync(OtherBody)).ETag);

        Release.Expect(Release.RefusesPartInFlight ? 500 : 200, again.Status, again.Text);
        using var answer = await Store.Client.GetAsync(new Uri(Sign("GET", key, null, []).Url), Cancellation);
        Assert.Equal(Release.RefusesPartInFlight ? "video/mp4" : "binary/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Release.RefusesPartInFlight ? Body : OtherBody, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    /// <summary>A HEAD that asks for checksums is answered, without one.</summary>
    [Fact]
    public async Task Head_ChecksumMode_IsIgnored()
    {
        var key = NewKey();
        Assert.Equal(200, (await PutAsync(key, Body, [])).Status);

        using var request = Sign("HEAD", key, null, [new("x-amz-checksum-mode", "ENABLED")]).ToMessage();
        using var answer = await Store.Client.SendAsync(request, Cancellation);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertInProgress(FactAnswer answer)
    {
        Assert.Equal(500, answer.Status);
        Assert.Equal(InProgress, answer.Message);
    }

    private static XDocument Parse(FactAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        return XDocument.Parse(answer.Text);
    }

    private static IEnumerable<XElement> Named(XDocument document, string name) => document.Descendants().Where(element => element.Name.LocalName == name);

    private async Task<(string Key, string Id, string ETag)> BeginAsync(byte[]? body = null, string? key = null, NameValue[]? headers = null)
    {
        key ??= NewKey();
        var created = Parse(await SendAsync(Sign("POST", key, [], headers ?? [], query: [new("uploads", "")])));
        var id = Named(created, "UploadId").Single().Value;
        return (key, id, await SendPartAsync(key, id, 1, body ?? Body));
    }

    private async Task<string> SendPartAsync(string key, string id, int number, byte[] body)
    {
        using var request = Sign("PUT", key, body, [], query: [new("partNumber", $"{number}"), new("uploadId", id)]).ToMessage();
        using var answer = await Store.Client.SendAsync(request, Cancellation);
        Assert.Equal(200, (int)answer.StatusCode);
        return answer.Headers.ETag!.Tag;
    }

    private Task<FactAnswer> CompleteAsync(string key, string id, string etag, params NameValue[] headers) =>
        CompleteAsync(key, id, [(1, etag)], headers);

    private Task<FactAnswer> CompleteAsync(string key, string id, (int Number, string ETag)[] parts, params NameValue[] headers)
    {
        var list = string.Concat(parts.Select(
            part => $"<Part><PartNumber>{part.Number}</PartNumber><ETag>{SecurityElement.Escape(part.ETag)}</ETag></Part>"));
        return SendAsync(Sign(
            "POST", key, Browser.Bytes($"<CompleteMultipartUpload>{list}</CompleteMultipartUpload>"), headers, query: [new("uploadId", id)]));
    }

    private Task<FactAnswer> AbortAsync(string key, string id) => SendAsync(Sign("DELETE", key, null, [], query: [new("uploadId", id)]));

    private Task<FactAnswer> ListAsync(string key, string id, params NameValue[] more) =>
        SendAsync(Sign("GET", key, null, [], query: [new("uploadId", id), .. more]));
}
