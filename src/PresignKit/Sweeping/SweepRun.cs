using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>One sweep of one store.</summary>
/// <remarks>
/// Whatever is deleted was stored longer ago than any slot that it can belong to may live, and 24 hours. A slot is opened before anything is stored
/// through it, so it ended at least these 24 hours ago. Completions are accepted for at most 12 hours after a slot's end, so no acceptance can come
/// between the last question to the catalog and the deletion.
/// </remarks>
internal sealed class SweepRun(
    IStoreProvider provider,
    SweepPlaces places,
    SweepJudge judge,
    SealedTokenSweep tokens,
    string storeName,
    SweepRequest request,
    SweepTally tally)
{
    /// <summary>How many objects the catalog is asked about at once.</summary>
    private const int BatchSize = 200;

    /// <summary>How many versions of one object are deleted in one sweep.</summary>
    private const int MaximumVersions = 100;

    /// <summary>Records of slots whose accepted object is missing: a completion that is repeated needs them.</summary>
    private readonly HashSet<string> _neededRecords = new(StringComparer.Ordinal);

    private readonly StoreFailures _failures = new();

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (judge.ReasonToReport is { } reason)
        {
            tally.Note(reason == SweepReasons.ApplicationNameNotSet
                ? "No objects are deleted, because ApplicationName is not set, so that none is known to be this application's. Set PresignKit:ApplicationName."
                : "No objects are deleted, because no IUploadCatalog is registered, so that nobody knows which were accepted. Call AddUploadCatalog.");
        }

        if (provider.Uploads is { } uploads)
        {
            var open = new OpenUploadSweep(places, judge, request, _failures, tally);
            foreach (var prefix in places.WritePrefixes)
            {
                await ListedAsync($"open uploads under '{prefix}'", token => open.SweepAsync(uploads, prefix, token), cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        foreach (var prefix in places.WritePrefixes)
        {
            await ListedAsync($"objects under '{prefix}'", token => SweepObjectsAsync(prefix, token), cancellationToken).ConfigureAwait(false);
        }

        // Last, because what was kept above may need its record.
        foreach (var prefix in places.RecordPrefixes)
        {
            await ListedAsync($"records under '{prefix}'", token => SweepRecordsAsync(prefix, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListedAsync(string what, Func<CancellationToken, Task> sweepAsync, CancellationToken cancellationToken)
    {
        if (_failures.IsDown)
        {
            tally.Missed($"Not listed: {what}, because the store failed {StoreFailures.Maximum} times in a row.");
            return;
        }

        try
        {
            await sweepAsync(cancellationToken).ConfigureAwait(false);
            if (_failures.IsDown)
            {
                tally.Missed($"Not all listed: {what}, because the store failed {StoreFailures.Maximum} times in a row.");
            }
        }
        catch (StoreException exception)
        {
            tally.Missed($"Not all listed: {what} ({exception.Code}). {exception.Message}");
        }

        tally.Report();
    }

    private async Task SweepObjectsAsync(string prefix, CancellationToken cancellationToken)
    {
        var batch = new List<SweepCandidate>(BatchSize);
        await foreach (var listed in provider.Objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (places.IsRecord(listed.Key))
            {
                continue;
            }

            var place = places.Locate(listed.Key);
            if ((place.Reason ?? judge.AgeReason(listed.LastModified, place)) is { } reason)
            {
                tally.Kept(new(place.Kind, listed.Key, listed.Size, listed.LastModified, reason));
                continue;
            }

            batch.Add(new(place, listed, new(storeName, place.Kind, place.Key!, place.SlotKey!, listed.Size, listed.LastModified)));
            if (batch.Count == BatchSize)
            {
                await SweepBatchAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
                if (_failures.IsDown)
                {
                    return;
                }
            }
        }

        if (batch.Count > 0)
        {
            await SweepBatchAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Most old objects are accepted ones: one question sorts them out before the store is asked about each.</summary>
    private async Task SweepBatchAsync(List<SweepCandidate> batch, CancellationToken cancellationToken)
    {
        var (known, failure) = await judge.AskAsync([.. batch.Select(candidate => candidate.Swept)], cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            foreach (var candidate in batch)
            {
                Keep(candidate, SweepReasons.CatalogFailed, failure);
            }

            return;
        }

        foreach (var candidate in batch)
        {
            if (known?.Has(candidate.Swept) == true)
            {
                Keep(candidate, SweepReasons.Accepted);
                continue;
            }

            if (_failures.IsDown)
            {
                return;
            }

            await GuardAsync(candidate, SweepObjectAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SweepRecordsAsync(string prefix, CancellationToken cancellationToken)
    {
        await foreach (var listed in provider.Objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (StoreSweepLease.IsOf(prefix, listed.Key))
            {
                continue;
            }

            var place = places.LocateRecord(listed.Key);
            var isOpen = places.IsSealedToken(listed.Key) && (place.Reason ?? judge.AgeReason(listed.LastModified, place)) == SweepReasons.TooYoung;
            var reason = isOpen ? null : place.Reason
                ?? judge.AgeReason(listed.LastModified, place)
                ?? (judge.HasCatalogFailed ? SweepReasons.CatalogFailed : null)
                ?? (_neededRecords.Contains(listed.Key) ? SweepReasons.AcceptedObjectMissing : null);
            if (reason is not null)
            {
                tally.Kept(new(SweptKind.SlotRecord, listed.Key, listed.Size, listed.LastModified, reason));
                continue;
            }

            var candidate = new SweepCandidate(place, listed, new(storeName, place.Kind, place.Key!, place.SlotKey!, listed.Size, listed.LastModified));
            await GuardAsync(candidate, isOpen ? SweepTokenAsync : SweepObjectAsync, cancellationToken).ConfigureAwait(false);
            if (_failures.IsDown)
            {
                return;
            }
        }
    }

    private async Task SweepTokenAsync(SweepCandidate candidate, CancellationToken cancellationToken)
    {
        var (fate, reason, detail) = await tokens.SweepAsync(candidate.Listed, candidate.Swept.Key, cancellationToken).ConfigureAwait(false);
        switch (fate)
        {
            case SealedTokenFate.Kept:
                Keep(candidate, reason!, detail);
                break;
            case SealedTokenFate.Completed:
                tally.Completed();
                break;
            case SealedTokenFate.Removed:
                tally.Removed(SweptKind.SlotRecord, candidate.Listed.Size);
                break;
            default:
                tally.Gone();
                break;
        }
    }

    /// <summary>A failure at one object does not end the sweep.</summary>
    private async Task GuardAsync(
        SweepCandidate candidate, Func<SweepCandidate, CancellationToken, Task> sweepAsync, CancellationToken cancellationToken)
    {
        try
        {
            await sweepAsync(candidate, cancellationToken).ConfigureAwait(false);
            _failures.Reset();
        }
        catch (StoreException exception)
        {
            var key = candidate.Swept.Key;
            var isGone = await StoreFailures.IsGoneAsync(
                async () => await provider.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false) is null).ConfigureAwait(false);
            if (isGone)
            {
                tally.Gone();
            }
            else
            {
                Keep(candidate, SweepReasons.StoreFailed, _failures.Add(exception));
            }
        }
    }

    /// <summary>Judges exactly the version that the store has now, asks the catalog last, and deletes that version.</summary>
    private async Task SweepObjectAsync(SweepCandidate candidate, CancellationToken cancellationToken)
    {
        var key = candidate.Swept.Key;
        for (var versions = 0; versions < MaximumVersions; versions++)
        {
            var found = await provider.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                if (versions == 0)
                {
                    tally.Gone();
                }

                return;
            }

            if (judge.ReasonToKeep(candidate, found, isFirst: versions == 0) is { } reason)
            {
                Keep(candidate, reason, Detail(reason, found));
                return;
            }

            if (candidate.Swept.Kind != SweptKind.SlotRecord
                && await judge.AskAsync(candidate, found, cancellationToken).ConfigureAwait(false) is var (kept, detail)
                && kept is not null)
            {
                Keep(candidate, kept, detail);
                return;
            }

            if (request.Delete)
            {
                await provider.Objects.DeleteVersionAsync(key, found, cancellationToken).ConfigureAwait(false);
            }

            tally.Removed(candidate.Swept.Kind, found.Size);
            if (!request.Delete || found.VersionId is null)
            {
                return;
            }

            // In a versioned bucket, an older version is the current one now.
        }
    }

    private void Keep(SweepCandidate candidate, string reason, string? detail = null)
    {
        // Whether another object is missing is not known either if the store failed. If the catalog failed, no record is deleted.
        if (reason is SweepReasons.AcceptedObjectMissing or SweepReasons.StoreFailed or SweepReasons.Changed
            && candidate.Place.Kind != SweptKind.SlotRecord)
        {
            foreach (var record in places.RecordsOf(candidate.Swept.SlotKey))
            {
                _neededRecords.Add(record);
            }
        }

        tally.Kept(new(candidate.Place.Kind, candidate.Listed.Key, candidate.Listed.Size, candidate.Listed.LastModified, reason, detail));
    }

    private static string? Detail(string reason, ObjectProperties found) => reason switch
    {
        SweepReasons.OtherApplication when SlotBinding.TryRead(found.Metadata[SlotBinding.MetadataName], out var application) =>
            $"Its application is '{application}'.",
        _ => null,
    };
}
