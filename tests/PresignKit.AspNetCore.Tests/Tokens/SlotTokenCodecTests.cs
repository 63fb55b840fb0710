using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tests.Fakes;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Tests.Tokens;

public sealed class SlotTokenCodecTests
{
    private readonly EphemeralDataProtectionProvider _provider = new();
    private readonly FakeTimeProvider _clock = new(TestApp.Now);

    private static SlotToken Token { get; } = new()
    {
        Upload = new()
        {
            StoreName = "media",
            Policy = "video",
            Key = new("uploads/2026/03/14/ä.mp4"),
            ContentType = "video/mp4",
            Size = 5_000_000_000,
            Binding = "00112233445566778899aabbccddeeff",
            UploadId = "2~VXBsb2FkIElE.-_",
            Destination = new("avatars/ä.mp4"),
            Replaces = "\"5d41402abc4b2a76b9719d911017c592\"",
            Checksum = FileChecksum.Parse("crc32c:NhCmhg=="),
        },
        FileName = "Öresund 🌊.mp4",
        UserId = "anna",
        Context = new Dictionary<string, string> { ["album"] = "7", ["empty"] = "" },
        ExpiresAt = TestApp.Now.AddMinutes(15),
    };

    private SlotTokenCodec Codec => new(_provider, Options.Create(new PresignKitEndpointOptions()), _clock);

    [Fact]
    public void Read_SealedToken_RoundTrips()
    {
        var read = Codec.Read(Codec.Seal(Token), "anna");

        Assert.Equal(Token.Context, read.Context);
        Assert.Equal(Token with { Context = read.Context }, read);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("00112233445566778899aabbccddeeff", null, null)]
    [InlineData(null, "upload", null)]
    [InlineData(null, null, "avatars/42.png")]
    [InlineData("00112233445566778899aabbccddeeff", "upload", null)]
    public void Read_SealedToken_KeepsWhatTheUploadHasAndNothingElse(string? binding, string? uploadId, string? destination)
    {
        var token = Token with
        {
            Upload = Token.Upload with { Binding = binding, UploadId = uploadId, Destination = destination is null ? null : new(destination) },
        };

        Assert.Equal(token.Upload, Codec.Read(Codec.Seal(token), "anna").Upload);
    }

    [Fact]
    public void ToTicket_Token_HasTheDestinationButNeitherBindingNorUpload()
    {
        var ticket = Token.ToTicket(new());

        Assert.Equal((Token.Upload.Key, Token.Upload.Destination), (ticket.SlotKey, ticket.Destination));
        Assert.DoesNotContain(Token.Upload.Binding!, System.Text.Json.JsonSerializer.Serialize(ticket), StringComparison.Ordinal);
        Assert.DoesNotContain(Token.Upload.UploadId!, System.Text.Json.JsonSerializer.Serialize(ticket), StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_TheSameTwice_GivesDifferentShortTokens()
    {
        var token = Codec.Seal(Token);

        Assert.NotEqual(token, Codec.Seal(Token));
        Assert.InRange(token.Length, 100, 600);
        Assert.All(token, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
    }

    [Fact]
    public void Read_AnyCharacterAltered_IsInvalid()
    {
        var token = Codec.Seal(Token);

        // The last character has fewer than six significant bits, so replacing it may not change the bytes.
        for (var i = 0; i < token.Length - 1; i++)
        {
            var altered = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            AssertFails(EndpointErrorCodes.TokenInvalid, altered, "anna");
        }
    }

    [Theory]
    [InlineData("ben")]
    [InlineData("Anna")]
    [InlineData("")]
    [InlineData(null)]
    public void Read_AnotherUser_IsRefused(string? userId) =>
        AssertFails(EndpointErrorCodes.TokenOfOtherUser, Codec.Seal(Token), userId);

    [Fact]
    public void Read_TokenOfAnAnonymousUser_IsValidOnlyForAnonymousUsers()
    {
        var token = Codec.Seal(Token with { UserId = null });

        Assert.Null(Codec.Read(token, null).UserId);
        AssertFails(EndpointErrorCodes.TokenOfOtherUser, token, "");
    }

    [Fact]
    public void ExpiryFailure_AtTheEndOfTheGrace_IsTokenExpired()
    {
        _clock.Advance(TimeSpan.FromMinutes(75) - TimeSpan.FromTicks(1));
        var inTime = Codec.ExpiryFailure(Token);
        _clock.Advance(TimeSpan.FromTicks(1));

        var failure = Codec.ExpiryFailure(Token);

        Assert.Null(inTime);
        Assert.Equal(EndpointErrorCodes.TokenExpired, failure?.Code);
        Assert.Contains("2026-03-14 16:24:26Z", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ExpiredToken_IsStillReadSoThatItsObjectCanBeDeleted()
    {
        var token = Codec.Seal(Token);
        _clock.Advance(TimeSpan.FromDays(1));

        var read = Codec.Read(token, "anna");

        Assert.Equal(Token.Upload, read.Upload);
        AssertFails(EndpointErrorCodes.TokenOfOtherUser, token, "ben");
    }

    [Fact]
    public void IsLongExpired_FifteenMinutesAfterTheGrace_IsTrue()
    {
        _clock.Advance(TimeSpan.FromMinutes(90) - TimeSpan.FromTicks(1));
        var before = Codec.IsLongExpired(Token);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.False(before);
        Assert.True(Codec.IsLongExpired(Token));
    }

    [Fact]
    public void Read_ProtectedForAnotherPurpose_IsInvalid()
    {
        var foreign = _provider.CreateProtector("PresignKit.AspNetCore.SlotToken.v1").Protect(SlotTokenFormat.Write(Token));

        AssertFails(EndpointErrorCodes.TokenInvalid, System.Buffers.Text.Base64Url.EncodeToString(foreign), "anna");
    }

    [Fact]
    public void Read_BytesOfAnotherVersionOrTruncatedOrPadded_AreInvalid()
    {
        var bytes = SlotTokenFormat.Write(Token);
        var protector = _provider.CreateProtector(SlotTokenCodec.Purpose);
        byte[][] wrong = [[4, .. bytes[1..]], [6, .. bytes[1..]], [.. bytes, 0], [], .. Enumerable.Range(1, bytes.Length - 1).Select(n => bytes[..n])];

        foreach (var plain in wrong)
        {
            AssertFails(EndpointErrorCodes.TokenInvalid, System.Buffers.Text.Base64Url.EncodeToString(protector.Protect(plain)), "anna");
        }
    }

    [Fact]
    public void Seal_UserIdThatIsTooLong_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Codec.Seal(Token with { UserId = new('a', 9000) }));

    private void AssertFails(string code, string token, string? userId)
    {
        var failure = Assert.Throws<EndpointException>(() => Codec.Read(token, userId));
        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain(token.Length > 8 ? token[..8] : "\0", failure.Message, StringComparison.Ordinal);
    }
}
