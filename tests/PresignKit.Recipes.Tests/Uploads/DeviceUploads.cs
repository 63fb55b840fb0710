namespace PresignKit.Recipes.Tests.Uploads;

// <recipe:parts>
/// <summary>Uploads in parts without the endpoints, for example behind gRPC. Check permissions before each call.</summary>
internal sealed class DeviceUploads(IPresignedUrlIssuer issuer, IMultipartSlots slots, IUploadVerifier verifier)
{
    /// <returns>Keep it where clients cannot change it, such as in a table, as JSON. It contains no secret.</returns>
    public async Task<DeclaredUpload> OpenAsync(string fileName, long size, CancellationToken cancellationToken)
    {
        var slot = await issuer.OpenUploadSlotAsync(
            new() { Policy = "video", FileName = fileName, ContentType = "video/mp4", Size = size, Transports = [UploadTransport.Multipart] },
            cancellationToken);
        return slot.Declaration;
    }

    /// <summary>The next parts to send: PUT exactly SizeOf(Number) bytes from OffsetOf(Number) on to Request.RevealUrl().</summary>
    /// <returns>Empty: all have arrived, or the upload has ended. Complete it.</returns>
    public async Task<IReadOnlyList<SignedPart>> NextPartsAsync(DeclaredUpload upload, CancellationToken cancellationToken)
    {
        var plan = upload.GetPartPlan()!;
        var received = await slots.ListPartsAsync(upload, cancellationToken);
        if (received is null)
        {
            return [];
        }

        var there = received.Where(part => plan.Contains(part.Number) && part.Size == plan.SizeOf(part.Number)).Select(part => part.Number);
        int[] next = [.. Enumerable.Range(1, plan.PartCount).Except(there).Take(10)];
        return next.Length == 0 ? [] : (await slots.SignPartsAsync(upload, next, cancellationToken)).Parts;
    }

    /// <returns>Null: parts are missing, or the upload was refused.</returns>
    public async Task<ObjectKey?> CompleteAsync(DeclaredUpload upload, CancellationToken cancellationToken)
    {
        var verification = await verifier.VerifyAsync(upload, cancellationToken);    // Incomplete: verification.Parts are missing
        if (verification.IsRefused)
        {
            await verifier.DiscardAsync(upload, verification, cancellationToken);
        }

        // Record verification.Key here, between the two calls.
        return verification.IsVerified && await verifier.SettleAsync(upload, verification.Key, verification, cancellationToken)
            ? verification.Key
            : null;
    }
}

// </recipe:parts>
