namespace PresignKit.SigV4;

/// <summary>One object of a batch whose URLs differ in more than the key.</summary>
/// <param name="Key">The object key, as in <see cref="PresignTarget.ForObject"/>.</param>
/// <param name="Query">
/// The query parameters of this URL, in addition to those of the batch, as in <see cref="PresignRequest.Query"/>. The names of both must begin with a
/// lowercase letter: they then sort after the parameters of the signature, which the URLs have in common.
/// </param>
public readonly record struct PresignObject(string Key, ReadOnlyMemory<NameValue> Query)
{
    /// <summary>Returns only the key.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Key;
}
