namespace PresignKit.Tenants;

/// <summary>Verifies the uploads of one tenant.</summary>
internal sealed class TenantUploads(OwnDeclarations own, IUploadVerifier inner) : IUploadVerifier
{
    public Task<UploadVerification> VerifyAsync(
        DeclaredUpload upload, TransferChecksums? checksums = null, CancellationToken cancellationToken = default) =>
        inner.VerifyAsync(own.Inside(upload), checksums, cancellationToken);

    public Task<bool> AbortAsync(DeclaredUpload upload, CancellationToken cancellationToken = default) =>
        inner.AbortAsync(own.Inside(upload), cancellationToken);

    public Task<bool> SettleAsync(
        DeclaredUpload upload, ObjectKey accepted, UploadVerification? verification = null, CancellationToken cancellationToken = default) =>
        inner.SettleAsync(own.Inside(upload), accepted, verification, cancellationToken);

    public Task DiscardAsync(
        DeclaredUpload upload, UploadVerification? verification = null, CancellationToken cancellationToken = default) =>
        inner.DiscardAsync(own.Inside(upload), verification, cancellationToken);
}
