using System.Net;
using System.Text;
using System.Xml.Linq;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.Tests.Storage;

public sealed class RecoveryTests : IAsyncLifetime
{
    private readonly StoreFixture _store = new();

    private string Bodies => Path.Combine(_store.Directory, "bodies");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Start_AfterACrash_DeletesUnreferencedFilesAndKeepsTheRest()
    {
        await _store.PutTextAsync("kept", "kept");
        await File.WriteAllTextAsync(Path.Combine(Bodies, new string('a', 32)), "half", Ct);
        await File.WriteAllTextAsync(Path.Combine(_store.Directory, "temporary", new string('b', 32)), "{", Ct);
        var bodies = _store.BodyCount();

        await _store.RestartAsync();

        Assert.Equal("kept", await _store.GetTextAsync("kept"));
        Assert.Equal(bodies - 1, _store.BodyCount());
        Assert.Empty(Directory.GetFiles(Path.Combine(_store.Directory, "temporary")));
        Assert.DoesNotContain(_store.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_ForeignFilesInItsFolders_AreLeftAlone()
    {
        string[] foreign = ["temporary/notes.txt", "bodies/photo.jpg", "bodies/0123456789ABCDEF0123456789ABCDEF", "buckets/readme.md", "lost/kept.txt"];
        foreach (var name in foreign)
        {
            await File.WriteAllTextAsync(Path.Combine(_store.Directory, name), "precious", Ct);
        }

        await _store.RestartAsync();

        Assert.All(foreign, name => Assert.Equal("precious", File.ReadAllText(Path.Combine(_store.Directory, name))));
    }

    /// <summary>C2: the record vanished without a line in the log.</summary>
    [Theory]
    [InlineData("short", "has 5 bytes, fewer than the record says")]
    [InlineData(null, "is missing")]
    public async Task Start_BodyMissingOrShort_ReportsTheObjectAndSetsItAside(string? left, string reason)
    {
        await _store.PutTextAsync("lost\n\"key\"", new string('x', 1000));
        await _store.PutTextAsync("kept", "kept");
        var body = Directory.GetFiles(Bodies).Single(file => new FileInfo(file).Length == 1000);
        await _store.Server.DisposeAsync();
        File.Delete(body);
        if (left is not null)
        {
            await File.WriteAllTextAsync(body, left, Ct);
        }

        await _store.StartAsync();

        await _store.AssertMissingAsync("lost\n\"key\"");
        Assert.Equal("kept", await _store.GetTextAsync("kept"));
        var warning = Assert.Single(_store.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.StartsWith("Warning: LocalS3 lost object lost\\n\\u0022key\\u0022 in bucket media: body ", warning, StringComparison.Ordinal);
        Assert.Contains(reason, warning, StringComparison.Ordinal);
        var lost = Directory.GetFiles(Path.Combine(_store.Directory, "lost"));
        Assert.Equal(left is null ? 1 : 2, lost.Length);
        Assert.Equal(left is not null, lost.Contains(Path.Combine(_store.Directory, "lost", Path.GetFileName(body))));
        Assert.Single(Directory.GetFiles(Bodies));

        await _store.RestartAsync();
        Assert.Single(_store.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{ \"Key\": ")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task Start_InvalidRecord_IsSetAside(string record)
    {
        await _store.PutTextAsync("broken", "x");
        await _store.Server.DisposeAsync();
        await File.WriteAllTextAsync(Records().Single(), record, Ct);

        await _store.StartAsync();

        await _store.AssertMissingAsync("broken");
        Assert.Contains(_store.Logs.Lines, line => line.StartsWith("Warning: LocalS3 lost an object in bucket media", StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(Path.Combine(_store.Directory, "lost")));
    }

    /// <summary>A record that names a file outside of the bodies, or another file's name, must not serve it.</summary>
    [Theory]
    [InlineData("../presignkit-local-s3.json")]
    [InlineData("/etc/passwd")]
    public async Task Start_RecordThatNamesAnotherFile_IsSetAside(string file)
    {
        await _store.PutTextAsync("evil", "x");
        await _store.Server.DisposeAsync();
        var record = Records().Single();
        var body = Path.GetFileName(Directory.GetFiles(Bodies).Single());
        await File.WriteAllTextAsync(record, (await File.ReadAllTextAsync(record, Ct)).Replace(body, file, StringComparison.Ordinal), Ct);

        await _store.StartAsync();

        await _store.AssertMissingAsync("evil");
        Assert.True(File.Exists(Path.Combine(_store.Directory, "presignkit-local-s3.json")));
    }

    [Fact]
    public async Task Start_CopiedRecord_DoesNotStandForAnotherKey()
    {
        await _store.PutTextAsync("a", "x");
        await _store.Server.DisposeAsync();
        var record = Records().Single();
        File.Copy(record, Path.Combine(Path.GetDirectoryName(record)!, new string('c', 64) + ".json"));

        await _store.StartAsync();

        Assert.Equal("x", await _store.GetTextAsync("a"));
        Assert.Single(Records());
    }

    [Fact]
    public async Task Start_PartWithoutItsBody_IsReportedAndTheUploadStays()
    {
        var id = await CreateUploadAsync("parts");
        await PartAsync("parts", id, 1, new byte[700]);
        await PartAsync("parts", id, 2, [1]);
        await _store.Server.DisposeAsync();
        File.Delete(Directory.GetFiles(Bodies).Single(file => new FileInfo(file).Length == 700));

        await _store.StartAsync();

        const string expected = "Warning: LocalS3 lost part-00001 of an upload of parts in bucket media: body ";
        Assert.Contains(_store.Logs.Lines, line => line.StartsWith(expected, StringComparison.Ordinal));
        var listed = XElement.Parse(await (await _store.Sign.SendAsync("GET", "parts", query: [new("uploadId", id)])).TextAsync());
        Assert.Equal("2", Assert.Single(listed.Descendants(), element => element.Name.LocalName == "PartNumber").Value);
    }

    /// <summary>The process ended between the deletion of the upload's record and of its parts.</summary>
    [Fact]
    public async Task Start_UploadWithoutItsRecord_IsDeletedWithItsBodies()
    {
        await PartAsync("ended", await CreateUploadAsync("ended"), 1, new byte[700]);
        var record = Directory.GetFiles(_store.Directory, "upload.json", SearchOption.AllDirectories).Single();
        await _store.Server.DisposeAsync();
        File.Delete(record);

        await _store.StartAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(record)));
        Assert.Empty(Directory.GetFiles(Bodies));
    }

    /// <summary>The process ended between the object's record and the deletion of the upload.</summary>
    [Fact]
    public async Task Start_CompletedUploadThatIsStillThere_IsEnded()
    {
        var id = await CreateUploadAsync("both");
        var tag = await PartAsync("both", id, 1, "whole"u8.ToArray());
        var upload = Path.GetDirectoryName(Directory.GetFiles(_store.Directory, "upload.json", SearchOption.AllDirectories).Single())!;
        var saved = Directory.GetFiles(upload).ToDictionary(path => path, File.ReadAllBytes);
        Assert.Equal(HttpStatusCode.OK, (await CompleteAsync("both", id, tag)).StatusCode);
        await _store.Server.DisposeAsync();
        Directory.CreateDirectory(upload);
        foreach (var (path, bytes) in saved)
        {
            await File.WriteAllBytesAsync(path, bytes, Ct);
        }

        await _store.StartAsync();

        Assert.Equal("whole", await _store.GetTextAsync("both"));
        await (await _store.Sign.SendAsync("PUT", "both", [1], query: [new("partNumber", "1"), new("uploadId", id)])).RefusedAsync(404, "NoSuchUpload");
        Assert.Equal(HttpStatusCode.OK, (await CompleteAsync("both", id, tag)).StatusCode);
        Assert.False(Directory.Exists(upload));
        Assert.Single(Directory.GetFiles(Bodies));
    }

    /// <summary>The process ended while the bucket was created or deleted.</summary>
    [Fact]
    public async Task Start_BucketWithoutItsRecord_IsDeletedIfItIsEmptyAndSetAsideIfNot()
    {
        await _store.PutTextAsync("a", "x", StoreFixture.OtherBucket);
        var (full, empty) = (Path.GetDirectoryName(Path.GetDirectoryName(Records().Single()))!, "");
        empty = Directory.GetDirectories(Path.Combine(_store.Directory, "buckets")).Single(folder => folder != full);
        await _store.Server.DisposeAsync();
        File.Delete(Path.Combine(full, "bucket.json"));
        File.Delete(Path.Combine(empty, "bucket.json"));

        await _store.StartAsync();

        await _store.AssertMissingAsync("a", StoreFixture.OtherBucket);
        Assert.Contains(_store.Logs.Lines, line => line.StartsWith("Warning: LocalS3 lost 1 objects in bucket ", StringComparison.Ordinal));
        Assert.Single(Directory.GetDirectories(Path.Combine(_store.Directory, "lost")));
        Assert.Single(Directory.GetFiles(Path.Combine(_store.Directory, "lost")));
    }

    [Fact]
    public async Task Start_InvalidBucketRecord_SaysWhichFile()
    {
        var record = Directory.GetFiles(_store.Directory, "bucket.json", SearchOption.AllDirectories)[0];
        var valid = await File.ReadAllTextAsync(record, Ct);
        await _store.Server.DisposeAsync();
        await File.WriteAllTextAsync(record, "{", Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(_store.StartAsync);

        Assert.Contains(record, refused.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(record, valid, Ct);
        await _store.StartAsync();
    }

    [Fact]
    public async Task Put_AnyKey_PathsContainNoTextFromTheClient()
    {
        await _store.PutTextAsync("Zq7-very-visible-name", "x");

        var paths = Directory.GetFileSystemEntries(_store.Directory, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        Assert.DoesNotContain(
            paths,
            path => path.Contains("Zq7", StringComparison.Ordinal) || path.Contains("media", StringComparison.Ordinal));
    }

    /// <summary>On a file system that ignores letter case or normalizes names, too: a key's file is named by a hash.</summary>
    [Fact]
    public async Task Put_KeysThatDifferInCaseOrNormalization_AreDifferentObjects()
    {
        string[] keys = ["Straße", "straße", "STRASSE", "caf\u00E9", "cafe\u0301", "a/", "a", "CON", "nul."];
        foreach (var key in keys)
        {
            await _store.PutTextAsync(key, key);
        }

        await _store.RestartAsync();

        foreach (var key in keys)
        {
            Assert.Equal(key, await _store.GetTextAsync(key));
        }

        Assert.Equal(keys.Length, Records().Select(path => path.ToUpperInvariant()).Distinct().Count());
    }

    private string[] Records() => Directory.GetFiles(Path.Combine(_store.Directory, "buckets"), "*.json", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "objects").ToArray();

    private async Task<string> CreateUploadAsync(string key)
    {
        var response = await _store.Sign.SendAsync("POST", key, [], query: [new NameValue("uploads", "")]);
        return XElement.Parse(await response.TextAsync()).Elements().Single(element => element.Name.LocalName == "UploadId").Value;
    }

    private async Task<string> PartAsync(string key, string id, int number, byte[] bytes)
    {
        var response = await _store.Sign.SendAsync("PUT", key, bytes, query: [new("partNumber", $"{number}"), new("uploadId", id)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Headers.ETag!.Tag;
    }

    private Task<HttpResponseMessage> CompleteAsync(string key, string id, string tag) => _store.Sign.SendAsync(
        "POST",
        key,
        Encoding.UTF8.GetBytes($"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{tag}</ETag></Part></CompleteMultipartUpload>"),
        query: [new("uploadId", id)]);
}
