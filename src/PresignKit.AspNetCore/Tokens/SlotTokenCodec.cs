using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>
/// Seals and opens slot tokens with ASP.NET Core Data Protection: encrypted, authenticated, and for this purpose only. The
/// expiry is inside and follows the application's clock; Data Protection's own time-limited tokens use the system clock.
/// </summary>
internal sealed class SlotTokenCodec(
    IDataProtectionProvider provider, IOptions<PresignKitEndpointOptions> options, TimeProvider clock)
{
    /// <summary>Must change whenever the token format changes incompatibly.</summary>
    public const string Purpose = "PresignKit.AspNetCore.SlotToken.v3";

    /// <summary>Room for the longest key, file name, and context, and for any reasonable user ID.</summary>
    public const int MaximumLength = 8 * 1024;

    /// <summary>Longer than any completion takes: a few requests to the store, or a copy of 5 GiB, and the application's own work.</summary>
    private static readonly TimeSpan LongestCompletion = TimeSpan.FromMinutes(15);

    private readonly TokenSeal _seal = new(provider, Purpose, MaximumLength);

    public string Seal(SlotToken token)
    {
        var text = _seal.Seal(token);
        return text.Length <= MaximumLength
            ? text
            : throw new InvalidOperationException(
                $"The slot token has {text.Length} characters; at most {MaximumLength} are allowed. Use a shorter user ID.");
    }

    /// <summary>Opens a user's token even if it has expired, because what its slot wrote must still be cleaned up.</summary>
    /// <exception cref="EndpointException">The token is not valid, or it belongs to another user; checked in this order.</exception>
    public SlotToken Read(string text, string? userId)
    {
        var token = Unseal(text) ?? throw new EndpointException(
            EndpointErrorCodes.TokenInvalid, "The token is not a slot token of this application, or it was altered. Open a new slot.");
        return string.Equals(token.UserId, userId, StringComparison.Ordinal)
            ? token
            : throw new EndpointException(
                EndpointErrorCodes.TokenOfOtherUser, "This upload was begun by another user. Sign in as that user to go on, or begin a new upload.");
    }

    /// <summary>Opens a token of any user; null: it is not valid here.</summary>
    public SlotToken? Unseal(string text) => _seal.Unseal(text);

    /// <summary>The failure to report if the time to complete the slot is over; otherwise null.</summary>
    public EndpointException? ExpiryFailure(SlotToken token)
    {
        if (TimeFailure(token) is { } over)
        {
            return over;
        }

        var end = token.ExpiresAt + options.Value.CompletionGrace;
        return clock.GetUtcNow() < end
            ? null
            : new EndpointException(
                EndpointErrorCodes.TokenExpired,
                token.Upload.EndsAt is null
                    ? $"The slot could only be completed until {end:u}. Open a new slot."
                    : $"The token expired at {token.ExpiresAt:u}. Renew it, then complete the slot.");
    }

    /// <summary>Whether the application must be asked again before more parts are sent.</summary>
    public bool NeedsRenewal(SlotToken token) => clock.GetUtcNow() >= token.ExpiresAt;

    /// <summary>The failure to report if the token must be renewed before more parts are sent; otherwise null.</summary>
    public EndpointException? RenewalFailure(SlotToken token) =>
        TimeFailure(token) ?? (!NeedsRenewal(token)
            ? null
            : new EndpointException(EndpointErrorCodes.TokenExpired, $"The token expired at {token.ExpiresAt:u}. Renew it, then repeat the request."));

    /// <summary>Whether the time to complete the slot ended so long ago that no completion that began in time can still be running.</summary>
    public bool IsLongExpired(SlotToken token) =>
        clock.GetUtcNow() >= (token.Upload.EndsAt ?? (token.ExpiresAt + options.Value.CompletionGrace)) + LongestCompletion;

    /// <summary>The failure to report if the time of an upload in parts is over, which no renewal extends; otherwise null.</summary>
    public EndpointException? TimeFailure(SlotToken token) => token.Upload.EndsAt is { } endsAt && clock.GetUtcNow() >= endsAt
        ? new(ErrorCodes.UploadTimeOver, $"The time to send and complete this upload was over at {endsAt:u}. Open a new slot.")
        : null;
}
