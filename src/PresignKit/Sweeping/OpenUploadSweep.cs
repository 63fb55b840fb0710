using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>Aborts uploads that have been open for longer than any slot can be used.</summary>
internal sealed class OpenUploadSweep(SweepPlaces places, SweepJudge judge, SweepRequest request, StoreFailures failures, SweepTally tally)
{
    /// <summary>Aborts the old uploads under a prefix.</summary>
    public async Task SweepAsync(IMultipartUploads uploads, string prefix, CancellationToken cancellationToken)
    {
        await foreach (var upload in uploads.ListUploadsAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (places.IsRecord(upload.Key))
            {
                continue;
            }

            var place = places.Locate(upload.Key);
            if ((place.Reason ?? judge.AgeReason(upload.CreatedAt, place)) is { } reason)
            {
                Keep(reason);
                continue;
            }

            try
            {
                // They are deleted with it.
                var parts = await uploads.ListPartsAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false);
                if (parts is null)
                {
                    tally.Gone();
                }
                else
                {
                    if (request.Delete)
                    {
                        await uploads.AbortAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false);
                    }

                    tally.Removed(SweptKind.OpenUpload, parts.Sum(part => part.Size));
                }

                failures.Reset();
            }
            catch (StoreException exception)
            {
                // Stores answer with errors of all kinds while another sweep aborts the same upload.
                var isGone = await StoreFailures.IsGoneAsync(
                    async () => await uploads.ListPartsAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false) is null)
                    .ConfigureAwait(false);
                if (isGone)
                {
                    tally.Gone();
                    continue;
                }

                Keep(SweepReasons.StoreFailed, failures.Add(exception));
                if (failures.IsDown)
                {
                    return;
                }
            }

            void Keep(string reason, string? detail = null) => tally.Kept(
                new(SweptKind.OpenUpload, upload.Key, 0, upload.CreatedAt, reason, detail));
        }
    }
}
