namespace PresignKit.Tenants;

/// <summary>Signs and lists the parts of one tenant's slots.</summary>
internal sealed class TenantParts(OwnDeclarations own, IMultipartSlots inner) : IMultipartSlots
{
    public ValueTask<SignedParts> SignPartsAsync(
        DeclaredUpload upload, IReadOnlyList<int> numbers, CancellationToken cancellationToken = default) =>
        inner.SignPartsAsync(own.Inside(upload), numbers, cancellationToken);

    public Task<IReadOnlyList<ReceivedPart>?> ListPartsAsync(DeclaredUpload upload, CancellationToken cancellationToken = default) =>
        inner.ListPartsAsync(own.Inside(upload), cancellationToken);

    public Task<DateTimeOffset?> RenewAsync(DeclaredUpload upload, CancellationToken cancellationToken = default) =>
        inner.RenewAsync(own.Inside(upload), cancellationToken);
}
