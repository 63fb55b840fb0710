namespace PresignKit;

/// <summary>
/// Inspects what was uploaded, and may reject it: a virus scanner, or a check of image dimensions. It is registered with
/// <c>AddUploadInspector</c>, and called on completion, after size, type, and content have been verified and before the application
/// accepts the upload. What it reads can no longer be changed by the client.
/// </summary>
/// <remarks>
/// Several inspectors are called in the order of their registration, until one rejects. If one throws, the upload stays, and the client can
/// complete the slot again. Inspectors are called by many requests at once.
/// </remarks>
public interface IUploadInspector
{
    /// <summary>Inspects one upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="cancellationToken">Canceled when the client disconnects.</param>
    /// <returns>Null: nothing is wrong. Otherwise, why the upload is rejected: it is deleted, and the client receives the reason.</returns>
    Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken);
}
