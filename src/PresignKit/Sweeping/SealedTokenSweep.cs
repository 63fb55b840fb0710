using PresignKit.Completion;
using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>
/// Completes the uploads of sealed tokens on behalf of their clients, if everything has arrived, and nothing lately. An upload may also be an object
/// by now: then a completion was interrupted before the application accepted it. A form is an object at once.
/// </summary>
internal sealed class SealedTokenSweep(
    IStoreProvider provider,
    SweepPlaces places,
    IAbandonedUploads? abandoned,
    string storeName,
    string? applicationName,
    SweepRequest request,
    DateTimeOffset now)
{
    /// <summary>Deals with one token, which is too young to be deleted only because of its age.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    public async Task<(SealedTokenFate Fate, string? Reason, string? Detail)> SweepAsync(
        ListedObject listed, ObjectKey key, CancellationToken cancellationToken)
    {
        if (abandoned is null)
        {
            return Kept(SweepReasons.TokenUnreadable);
        }

        if (now - listed.LastModified < request.CompleteAfter)
        {
            return Kept(SweepReasons.TooYoung);
        }

        if (await provider.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return (SealedTokenFate.Gone, null, null);
        }

        var token = await SealedTokens.ReadAsync(provider.Objects, key, found, cancellationToken).ConfigureAwait(false);
        if (Open(abandoned, token) is not { } upload || (upload.UploadId is null) != (upload.PartSize is null))
        {
            return Kept(SweepReasons.TokenUnreadable);
        }

        if (ReasonToKeep(upload, key) is { } reason)
        {
            return Kept(reason);
        }

        var lastUsed = listed.LastModified;
        if (upload.GetPartPlan() is { } plan && provider.Uploads is { } uploads
            && await uploads.ListPartsAsync(upload.Key, upload.UploadId!, cancellationToken).ConfigureAwait(false) is { } parts)
        {
            if (ReceivedParts.Compare(plan, upload, parts) is not null)
            {
                return Kept(SweepReasons.UploadIncomplete, Of(upload));
            }

            lastUsed = parts.Max(part => part.LastModified) ?? lastUsed;
        }
        else if (await provider.Objects.FindAsync(upload.Key, cancellationToken).ConfigureAwait(false) is { } stored && BoundObject.IsOf(upload, stored))
        {
            lastUsed = stored.LastModified;
        }
        else if (upload.UploadId is null)
        {
            // Nothing was sent, or it has been completed, and may be completed again by its key.
            return Kept(SweepReasons.TooYoung);
        }
        else
        {
            // With neither upload nor object, the slot has ended for good.
            return await RemovedAsync(key, found).ConfigureAwait(false);
        }

        if (now - lastUsed < request.CompleteAfter)
        {
            return Kept(SweepReasons.TooYoung, Of(upload));
        }

        if (!request.Delete)
        {
            return (SealedTokenFate.Completed, null, null);
        }

        var (result, failure) = await TryCompleteAsync(abandoned, token, cancellationToken).ConfigureAwait(false);
        switch (result?.Outcome)
        {
            case AbandonedUploadOutcome.Accepted:
                await EndedAsync().ConfigureAwait(false);
                return (SealedTokenFate.Completed, null, null);
            case AbandonedUploadOutcome.Ended:
                return await EndedAsync().ConfigureAwait(false);
            default:
                return Kept(SweepReasons.CompletionFailed, $"{Of(upload)} {failure ?? $"The code is {result?.Code}."}");
        }

        // The client of a form has nothing else that it could complete again with.
        async Task<(SealedTokenFate Fate, string? Reason, string? Detail)> EndedAsync() =>
            upload.UploadId is null ? Kept(SweepReasons.TooYoung) : await RemovedAsync(key, found).ConfigureAwait(false);
    }

    private static DeclaredUpload? Open(IAbandonedUploads abandoned, string token)
    {
        try
        {
            return abandoned.Open(token);
        }
#pragma warning disable CA1031 // Such as a key ring that cannot be read now.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static async Task<(AbandonedUploadResult? Result, string? Failure)> TryCompleteAsync(
        IAbandonedUploads abandoned, string token, CancellationToken cancellationToken)
    {
        try
        {
            return (await abandoned.CompleteAsync(token, cancellationToken).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One upload must not end the sweep.
        catch (Exception exception) when (exception is not StoreException)
#pragma warning restore CA1031
        {
            // The message of an application's exception may contain anything.
            return (null, $"The completion threw {exception.GetType().Name}.");
        }
    }

    private static (SealedTokenFate Fate, string? Reason, string? Detail) Kept(string reason, string? detail = null) =>
        (SealedTokenFate.Kept, reason, detail);

    private static string Of(DeclaredUpload upload) => $"It is the token of slot '{upload.Key}'.";

    /// <summary>A token that can be opened is genuine, but it may be another application's with the same key ring.</summary>
    private string? ReasonToKeep(DeclaredUpload upload, ObjectKey key) =>
        !places.IsSealedTokenOf(upload.Key, key.Value) ? SweepReasons.KeyUnknown
        : SlotBinding.TryRead(upload.Binding, out var application) && application != applicationName ? SweepReasons.OtherApplication
        : upload.StoreName != storeName ? SweepReasons.TooYoung // Another store with the same bucket completes its own.
        : upload.EndsAt <= now ? SweepReasons.TooYoung
        : null;

    private async Task<(SealedTokenFate Fate, string? Reason, string? Detail)> RemovedAsync(ObjectKey key, ObjectProperties found)
    {
        if (request.Delete)
        {
            await provider.Objects.DeleteVersionAsync(key, found, CancellationToken.None).ConfigureAwait(false);
        }

        return (SealedTokenFate.Removed, null, null);
    }
}
