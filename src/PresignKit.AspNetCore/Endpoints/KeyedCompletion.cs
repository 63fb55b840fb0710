using System.Security.Claims;
using PresignKit.AspNetCore.Problems;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// Completes slots for clients that know nothing but the key: the token is the one that was kept at the store when the slot was opened, so that no table is
/// needed.
/// </summary>
internal sealed class KeyedCompletion(SlotTokenCodec tokens, SlotCompleter completer, SealedSlots sealedSlots, UserIdentity identity)
{
    public async Task<CompletedSlot> CompleteAsync(
        string policy, string key, ClaimsPrincipal user, IPresignKitApplication application, CancellationToken cancellationToken)
    {
        var userId = identity.Find(user);
        if (!ObjectKey.TryCreate(key, out var slotKey)
            || await sealedSlots.FindAsync(policy, slotKey, cancellationToken).ConfigureAwait(false) is not { } text)
        {
            throw Unknown();
        }

        // Someone with write access to the bucket can swap such tokens, but cannot create one.
        var slot = tokens.Read(text, userId);
        return slot.Upload.Key == slotKey && string.Equals(slot.Upload.Policy, policy, StringComparison.OrdinalIgnoreCase)
            ? await completer.CompleteAsync(slot, user, reported: null, application, cancellationToken).ConfigureAwait(false)
            : throw Unknown();
    }

    private static EndpointException Unknown() => new(
        EndpointErrorCodes.UploadUnknown,
        "No upload was opened under this key here, or it was too long ago. Send the form's field 'key', or upload the file again.");
}
