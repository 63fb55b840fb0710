namespace PresignKit.Recipes.Tests.Testing;

// <recipe:verifier>
/// <summary>Completes slots without the endpoints, for example in a worker.</summary>
internal sealed class ImportedFiles(IUploadVerifier verifier)
{
    private readonly List<ObjectKey> _keys = [];

    public IReadOnlyList<ObjectKey> Keys => _keys;

    public async Task<bool> CompleteAsync(DeclaredUpload upload, CancellationToken cancellationToken)
    {
        var verification = await verifier.VerifyAsync(upload, cancellationToken);
        if (verification.IsVerified)
        {
            _keys.Add(verification.Key);                     // first the record, then the rest
            return await verifier.SettleAsync(upload, verification.Key, verification, cancellationToken) || !_keys.Remove(verification.Key);
        }

        if (verification.IsRefused)
        {
            await verifier.DiscardAsync(upload, verification, cancellationToken);
        }

        return false;
    }
}

// </recipe:verifier>
