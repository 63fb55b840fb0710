using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>
/// Seals and opens slot tokens with ASP.NET Core Data Protection: encrypted, authenticated, and for this purpose only. The
/// expiry is inside, on the application's clock; Data Protection's own time-limited tokens read a clock of their own.
/// </summary>
internal sealed class SlotTokenCodec(
    IDataProtectionProvider provider, IOptions<PresignKitEndpointOptions> options, TimeProvider clock)
{
    /// <summary>Changes with every incompatible change of the token.</summary>
    public const string Purpose = "PresignKit.AspNetCore.SlotToken.v1";

    /// <summary>The longest key, file name, user id and context still fit.</summary>
    public const int MaximumLength = 8 * 1024;

    /// <summary>More than any completion takes: a few requests to the store, or the copy of 5 GiB, and the application's own work.</summary>
    private static readonly TimeSpan LongestCompletion = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector = provider.CreateProtector(Purpose);

    public string Seal(SlotToken token)
    {
        var text = Base64Url.EncodeToString(_protector.Protect(SlotTokenFormat.Write(token)));
        return text.Length <= MaximumLength
            ? text
            : throw new InvalidOperationException(
                $"A slot token has {text.Length} characters; at most {MaximumLength} are allowed. The user's id is too long for it.");
    }

    /// <summary>Opens the token of a user.</summary>
    /// <exception cref="EndpointException">It is altered, foreign, of another user, or expired, in this order.</exception>
    public SlotToken Open(string text, string? userId)
    {
        var token = Read(text, userId);
        return Expiry(token) is { } expired ? throw expired : token;
    }

    /// <summary>Opens the token of a user, also where it has expired: what such a slot wrote can still be cleaned up.</summary>
    /// <exception cref="EndpointException">It is altered, foreign, or of another user, in this order.</exception>
    public SlotToken Read(string text, string? userId)
    {
        var token = Unseal(text) ?? throw new EndpointException(
            EndpointErrorCodes.TokenInvalid, "The token is no slot token of this application, or was altered. Open a new slot.");
        return string.Equals(token.UserId, userId, StringComparison.Ordinal)
            ? token
            : throw new EndpointException(EndpointErrorCodes.TokenOfOtherUser, "The token was issued to another user.");
    }

    /// <summary>The refusal of a token whose time is over; null where it is not.</summary>
    public EndpointException? Expiry(SlotToken token)
    {
        var end = token.ExpiresAt + options.Value.CompletionGrace;
        return clock.GetUtcNow() < end
            ? null
            : new EndpointException(
                EndpointErrorCodes.TokenExpired, $"The slot could be completed until {end:u}. Open a new slot.");
    }

    /// <summary>Whether a slot's time has been over for so long that no completion which began within it can still be under way.</summary>
    public bool IsLongExpired(SlotToken token) =>
        clock.GetUtcNow() >= token.ExpiresAt + options.Value.CompletionGrace + LongestCompletion;

    private SlotToken? Unseal(string text)
    {
        if (text.Length is 0 or > MaximumLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return SlotTokenFormat.Read(_protector.Unprotect(Base64Url.DecodeFromChars(text)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
