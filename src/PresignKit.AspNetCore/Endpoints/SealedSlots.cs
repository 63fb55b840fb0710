using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>
/// Keeps the tokens of uploads in parts for sweeps, if the application wants abandoned uploads to be completed; and those of clients that cannot keep
/// them.
/// </summary>
internal sealed class SealedSlots(
    ISealedTokens kept, IOptions<PresignKitEndpointOptions> options, ILogger<SealedSlots> logger)
{
    public bool IsEnabled => options.Value.CompleteAbandoned;

    /// <summary>Keeps the token of a slot that has just been opened.</summary>
    public Task AddAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken) =>
        IsEnabled && upload.PartSize is not null ? kept.AddAsync(upload, token, cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Keeps the token of a slot whose client will know nothing but its key. It stays until a sweep or a lifecycle rule removes it, because the slot can
    /// be completed again.
    /// </summary>
    public Task AddByKeyAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken) =>
        kept.AddAsync(upload, token, cancellationToken);

    /// <summary>Finds the token of a slot by its key; null: none is kept.</summary>
    public Task<string?> FindAsync(string policy, ObjectKey slotKey, CancellationToken cancellationToken) =>
        kept.FindAsync(policy, slotKey, cancellationToken);

    /// <summary>Removes the token of a slot that no sweep may complete.</summary>
    public Task RemoveAsync(SlotToken slot) =>
        IsEnabled && slot.Upload.PartSize is not null ? kept.RemoveAsync(slot.Upload, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Removes the token of a slot that has ended. A failure changes nothing for its client: a sweep removes it later.</summary>
    public async Task TryRemoveAsync(SlotToken slot)
    {
        try
        {
            await RemoveAsync(slot).ConfigureAwait(false);
        }
        catch (PresignKitException e)
        {
            EndpointLog.TokenNotRemoved(logger, slot.Upload.Key, slot.Upload.StoreName, e.Code, e);
        }
    }
}
