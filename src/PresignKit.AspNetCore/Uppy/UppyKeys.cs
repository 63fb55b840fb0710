using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using PresignKit.AspNetCore.Endpoints;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Uppy;

/// <summary>
/// Seals what Uppy takes for the key of an upload in parts, and sends with each request. It travels in a query, and is no bearer: it counts only in the
/// session of the user whom it was issued to. It is not a slot token, and no slot token is one.
/// </summary>
internal sealed class UppyKeys(IDataProtectionProvider provider, UserIdentity identity)
{
    /// <summary>Must change whenever the token format changes incompatibly.</summary>
    public const string Purpose = "PresignKit.AspNetCore.UppyKey.v1";

    /// <summary>Leaves room for the rest of the address: the strictest servers and proxies allow 2,048 characters.</summary>
    public const int MaximumLength = 2_000;

    private readonly TokenSeal _seal = new(provider, Purpose, MaximumLength);

    /// <summary>The ID of the user, without whom a key would be a bearer.</summary>
    public string RequireUser(HttpContext context) => identity.Find(context.User) ?? throw new EndpointException(
        EndpointErrorCodes.AuthenticationRequired,
        "Uploads in parts are bound to a user here, because their key travels in addresses. Sign in, or send the file in one request.");

    public string Seal(SlotToken slot)
    {
        var text = _seal.Seal(slot);
        return text.Length <= MaximumLength
            ? text
            : throw new EndpointException(
                EndpointErrorCodes.RequestInvalid,
                $"The key of this upload would have {text.Length} characters; at most {MaximumLength} fit into the addresses that Uppy uses. "
                + "Send less metadata (allowedMetaFields), or shorten the file's name.")
            {
                Limit = $"{MaximumLength}",
            };
    }

    /// <summary>Opens the key of a request: it belongs to the user, to the policy of the route, and to the upload in the address.</summary>
    /// <exception cref="EndpointException">It does not.</exception>
    public SlotToken Read(HttpContext context, string uploadId)
    {
        var userId = RequireUser(context);
        if (context.Request.Query["key"] is not [{ Length: > 0 } text])
        {
            throw new EndpointException(EndpointErrorCodes.RequestInvalid, "The address needs exactly one query parameter 'key'.");
        }

        var slot = _seal.Unseal(text) ?? throw Invalid("The key is not one that was issued here, or it was altered. Start the upload again.");
        if (!string.Equals(slot.UserId, userId, StringComparison.Ordinal))
        {
            throw new EndpointException(
                EndpointErrorCodes.TokenOfOtherUser, "This upload was begun by another user. Sign in as that user to go on, or begin a new upload.");
        }

        // Names of policies ignore letter case. A slash stays encoded in a route value.
        return !string.Equals(slot.Upload.Policy, FacePolicy.Of(context), StringComparison.OrdinalIgnoreCase)
                ? throw Invalid("The key was issued for another upload policy. Start the upload again.")
            : uploadId.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) != slot.Upload.UploadId
                ? throw Invalid("The upload ID in the address is not that of the key. Start the upload again.")
            : slot;
    }

    private static EndpointException Invalid(string detail) => new(EndpointErrorCodes.TokenInvalid, detail);
}
