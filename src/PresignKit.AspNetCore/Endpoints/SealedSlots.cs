using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PresignKit.AspNetCore.Logging;
using PresignKit.AspNetCore.Tokens;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Keeps the tokens of uploads in parts for sweeps, if the application wants abandoned uploads to be completed.</summary>
internal sealed class SealedSlots(
    ISealedTokens kept, IOptions<PresignKitEndpointOptions> options, ILogger<SealedSlots> logger)
{
    public bool IsEnabled => options.Value.CompleteAbandoned;

    /// <summary>Keeps the token of a slot that has just been opened.</summary>
    public Task AddAsync(DeclaredUpload upload, string token, CancellationToken cancellationToken) =>
        IsEnabled && upload.PartSize is not null ? kept.AddAsync(upload, token, cancellationToken) : Task.CompletedTask;

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
