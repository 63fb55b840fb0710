namespace PresignKit.Client.Tests;

public sealed class UploadStateTests
{
    private const string Saved = """
        {
          "version": 1, "token": "the-s3cret", "transport": "multipart", "policy": "files", "fileName": "a.bin", "key": "uploads/a.bin",
          "contentType": "application/octet-stream", "size": 12000000, "partSize": 5242880, "transferChecksum": "md5",
          "context": { "album": "7" }, "expiresAt": "2026-03-14T15:09:26+00:00", "endsAt": "2026-03-15T15:09:26+00:00",
          "checksums": [ "AAAA", null, null ]
        }
        """;

    [Fact]
    public void FromJson_Saved_IsReadAndWrittenBack()
    {
        var state = UploadState.FromJson(UploadState.FromJson(Saved).ToJson());

        Assert.Equal(("uploads/a.bin", "a.bin", "files", 12_000_000L), (state.Key, state.FileName, state.Policy, state.Size));
        Assert.True(state.IsInParts);
        Assert.Equal(new DateTimeOffset(2026, 3, 15, 15, 9, 26, TimeSpan.Zero), state.EndsAt);
        Assert.Contains("the-s3cret", state.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"AAAA\",null,null", state.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToString_State_HidesTheToken()
    {
        var state = UploadState.FromJson(Saved);

        Assert.Equal("Upload of a.bin (12000000 bytes) to uploads/a.bin <token redacted>", state.ToString());
        Assert.DoesNotContain("the-s3cret", $"{state}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[\"the-s3cret\"")]
    [InlineData("\"version\": 1", "\"version\": 2")]
    [InlineData("\"token\": \"the-s3cret\"", "\"token\": \"\"")]
    [InlineData("\"token\": \"the-s3cret\"", "\"token\": null")]
    [InlineData("\"multipart\"", "\"tus\"")]
    [InlineData("\"size\": 12000000", "\"size\": -1")]
    [InlineData("\"size\": 12000000", "\"size\": 0")]
    [InlineData("\"partSize\": 5242880", "\"partSize\": 0")]
    [InlineData("\"partSize\": 5242880", "\"partSize\": 1")]
    [InlineData("\"AAAA\", null, null", "\"AAAA\"")]
    public void FromJson_NotAState_IsRefusedWithoutQuotingIt(string part, string? replacement = null)
    {
        var json = replacement is null ? part : Saved.Replace(part, replacement, StringComparison.Ordinal);

        var failure = Assert.Throws<UploadException>(() => UploadState.FromJson(json));

        Assert.Equal("state-invalid", failure.Code);
        Assert.DoesNotContain("the-s3cret", failure.ToString(), StringComparison.Ordinal);
    }
}
