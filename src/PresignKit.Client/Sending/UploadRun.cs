using System.Net;
using PresignKit.Client.Http;
using PresignKit.Client.Json;
using PresignKit.Client.Progress;
using PresignKit.Client.Sources;

namespace PresignKit.Client.Sending;

/// <summary>One upload, from the source to the application's answer.</summary>
internal sealed class UploadRun(
    ApplicationApi api, StoreSender store, Backoff backoff, ProgressMeter meter, UploadClientOptions options, StateSaver saver)
{
    private const int Rounds = 3;

    /// <summary>The slot, once it is open.</summary>
    public OpenSlot? Slot { get; private set; }

    /// <summary>Opens a slot, and sends the source.</summary>
    public async Task<UploadResult> UploadAsync(UploadSource source, UploadOptions declared, CancellationToken cancellationToken)
    {
        meter.Enter(UploadPhase.Opening);
        var reader = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var body = new OpenBody
            {
                Policy = declared.Policy,
                FileName = declared.FileName ?? source.FileName,
                ContentType = declared.ContentType ?? source.ContentType,
                Size = source.Size,
                ChecksumSha256 = declared.DeclareSha256 ? await SourceHash.Sha256Async(reader, source.Size, cancellationToken).ConfigureAwait(false) : null,
                Context = declared.Context,
            };
            return await OpenAndSendAsync(reader, body, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with an upload.</summary>
    public async Task<UploadResult> ResumeAsync(UploadSource source, UploadState state, CancellationToken cancellationToken)
    {
        meter.Enter(UploadPhase.Opening);
        Slot = new(state.Document);
        if (source.Size != state.Size)
        {
            throw SourceReader.WrongSize(state.Size, $"{source.Size}");
        }

        var reader = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            using var calls = Calls(Slot);
            try
            {
                return Slot.Plan is { } plan
                    ? await ContinueAsync(Slot, calls, plan, reader, cancellationToken).ConfigureAwait(false)
                    : await CompleteWholeAsync(Slot, calls, reader, cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException e) when (NeedsNewSlot(Slot, e))
            {
                await GiveUpAsync(calls, cancellationToken).ConfigureAwait(false);
                meter.Retry();
            }

            var document = state.Document;
            return await OpenAndSendAsync(
                reader,
                new()
                {
                    Policy = document.Policy,
                    FileName = document.FileName,
                    ContentType = document.ContentType,
                    Size = document.Size,
                    ChecksumSha256 = document.ChecksumSha256,
                    Context = document.Context,
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a single file needs a new slot: the old one has no file, or not this one, or is over.</summary>
    private static bool BeginsAgain(string code) => code is
        "not-uploaded" or "upload-incomplete" or "parts-differ" or "transfer-mismatch" or "token-expired" or "upload-time-over" or "slot-ended"
        or "slot-not-multipart" or "token-invalid";

    private static UploadResult Result(CompleteAnswer answer, bool isTransferChecked) => new()
    {
        IsTransferChecked = isTransferChecked,
        Id = answer.Id,
        Key = answer.Key,
        ContentType = answer.ContentType,
        Size = answer.Size,
        Properties = answer.Properties,
    };

    private async Task<UploadResult> ContinueAsync(
        OpenSlot slot, SlotCalls calls, PartPlan plan, SourceReader reader, CancellationToken cancellationToken)
    {
        var present = await UploadedAsync(calls, plan, cancellationToken).ConfigureAwait(false);
        return present is null
            ? await CompleteAsync(calls, slot.Checksums(), cancellationToken, () => Arrived(slot)).ConfigureAwait(false)
            : await SendPartsAsync(slot, calls, plan, reader, present, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file may have arrived, or may even be accepted.</summary>
    private async Task<UploadResult> CompleteWholeAsync(OpenSlot slot, SlotCalls calls, SourceReader reader, CancellationToken cancellationToken)
    {
        slot.SetChecksum(1, await SourceHash.ChecksumAsync(reader, slot.Size, slot.Algorithm, cancellationToken).ConfigureAwait(false));
        return await CompleteAsync(calls, slot.Checksums(), cancellationToken, () => Arrived(slot)).ConfigureAwait(false);
    }

    /// <summary>Everything had been sent before.</summary>
    private void Arrived(OpenSlot slot)
    {
        var count = slot.Plan?.Count ?? 1;
        meter.Begin(count);
        for (var number = 1; number <= count; number++)
        {
            meter.Keep(slot.Plan?.SizeOf(number) ?? slot.Size, moved: 0, resumed: true);
        }
    }

    private SlotCalls Calls(OpenSlot slot) => new(api, slot, cancellationToken => saver.SaveAsync(slot, cancellationToken));

    /// <summary>Opens a slot, and another one if the first is of no use any more.</summary>
    private async Task<UploadResult> OpenAndSendAsync(SourceReader reader, OpenBody body, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            var answer = await api.OpenAsync(body, cancellationToken).ConfigureAwait(false);
            var slot = Slot = OpenSlot.Of(answer, body);
            using var calls = Calls(slot);
            await saver.SaveAsync(slot, cancellationToken).ConfigureAwait(false);
            try
            {
                return slot.Plan is { } plan
                    ? await SendPartsAsync(slot, calls, plan, reader, new Dictionary<int, UploadedPart>(), cancellationToken).ConfigureAwait(false)
                    : await SendWholeAsync(slot, calls, reader, answer.Request!, cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException e) when (round < Rounds && NeedsNewSlot(slot, e))
            {
                await GiveUpAsync(calls, cancellationToken).ConfigureAwait(false);
                meter.Retry();
            }
        }
    }

    /// <summary>The slot has ended with a damaged object, or the URL of a single request has expired; parts get fresh URLs instead.</summary>
    private static bool NeedsNewSlot(OpenSlot slot, UploadException failure) =>
        failure.Code == "transfer-mismatch"
        || (slot.Plan is null
            && (BeginsAgain(failure.Code)
                || (failure.Code == UploadErrorCodes.StoreRefused
                    && failure.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest)));

    private async Task<UploadResult> SendWholeAsync(
        OpenSlot slot, SlotCalls calls, SourceReader reader, SignedRequest signed, CancellationToken cancellationToken)
    {
        var piece = new Piece(reader, 0, slot.Size, slot.Algorithm);
        for (var round = 1; ; round++)
        {
            meter.Begin(1);
            meter.Enter(UploadPhase.Sending);
            try
            {
                var checksum = await backoff.RunAsync(
                    _ => SendOnceAsync(piece), cancellationToken).ConfigureAwait(false);
                slot.SetChecksum(1, checksum);
            }
            catch (UploadException e) when (e is { Code: UploadErrorCodes.StoreRefused, StatusCode: HttpStatusCode.PreconditionFailed })
            {
                // Something is there: an earlier attempt whose answer was lost. The server compares it.
                slot.SetChecksum(1, await SourceHash.ChecksumAsync(reader, slot.Size, slot.Algorithm, cancellationToken).ConfigureAwait(false));
                meter.Keep(slot.Size, moved: 0);
            }

            await reader.CheckAsync(cancellationToken).ConfigureAwait(false);
            meter.Enter(UploadPhase.Completing);
            try
            {
                return await CompleteAsync(calls, slot.Checksums(), cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException e) when (e.Code is "not-uploaded" or "upload-incomplete" or "parts-differ" && round < Rounds)
            {
                meter.Retry();
            }
        }

        async Task<string> SendOnceAsync(Piece whole)
        {
            try
            {
                return await store.SendAsync(signed, whole, slot.ContentType, cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException e) when (e.Code == UploadErrorCodes.StoreRefused)
            {
                // The same URL is refused again. A new slot has another one.
                throw e.Attempts == 1 ? e : e.Final();
            }
        }
    }

    private async Task<UploadResult> SendPartsAsync(
        OpenSlot slot,
        SlotCalls calls,
        PartPlan plan,
        SourceReader reader,
        IReadOnlyDictionary<int, UploadedPart> present,
        CancellationToken cancellationToken)
    {
        using var urls = new PartUrls(calls, api);
        var sender = new PartsSender(slot, plan, reader, urls, store, backoff, meter, options, token => saver.SaveAsync(slot, token));
        meter.Begin(plan.Count);
        meter.Enter(UploadPhase.Sending);
        await sender.SendAsync(Enumerable.Range(1, plan.Count), present, cancellationToken).ConfigureAwait(false);
        for (var round = 1; ; round++)
        {
            await reader.CheckAsync(cancellationToken).ConfigureAwait(false);
            meter.Enter(UploadPhase.Completing);
            try
            {
                return await CompleteAsync(calls, slot.Checksums(), cancellationToken).ConfigureAwait(false);
            }
            catch (UploadException e) when (e.Code is "upload-incomplete" or "parts-differ" && round < Rounds && e.Parts.Any(plan.Contains))
            {
                int[] again = [.. e.Parts.Where(plan.Contains).Distinct()];
                foreach (var number in again)
                {
                    meter.Lose(plan.SizeOf(number));
                }

                meter.Retry();
                await sender.SendAsync(again, new Dictionary<int, UploadedPart>(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The parts that the store has in their right size; null if the upload is no longer open, so that it may be complete.</summary>
    private static async Task<IReadOnlyDictionary<int, UploadedPart>?> UploadedAsync(SlotCalls calls, PartPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.ListUploadedAsync(cancellationToken).ConfigureAwait(false);
            var present = new Dictionary<int, UploadedPart>();
            foreach (var part in answer.Parts.Where(part => plan.Contains(part.Number) && part.Size == plan.SizeOf(part.Number)))
            {
                present[part.Number] = part;
            }

            return present;
        }
        catch (UploadException e) when (e.Code == "slot-ended")
        {
            return null;
        }
    }

    private async Task<UploadResult> CompleteAsync(
        SlotCalls calls, ChecksumsBody? checksums, CancellationToken cancellationToken, Action? completed = null)
    {
        CompleteAnswer answer;
        try
        {
            answer = await calls.CompleteAsync(checksums, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadException e) when (checksums is not null && e.Code == "transfer-checksums-invalid")
        {
            // The store turns out to report nothing that they could be compared with.
            checksums = null;
            answer = await calls.CompleteAsync(checksums, cancellationToken).ConfigureAwait(false);
        }

        completed?.Invoke();
        meter.Enter(UploadPhase.Completed);
        return Result(answer, checksums is not null);
    }

    /// <summary>Tries to leave nothing behind. If it fails, the server removes what is left in time.</summary>
    private static async Task GiveUpAsync(SlotCalls calls, CancellationToken cancellationToken)
    {
        try
        {
            await calls.AbortAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UploadException)
        {
        }
    }
}
