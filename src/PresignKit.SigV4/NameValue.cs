namespace PresignKit.SigV4;

/// <summary>A header, a query parameter or a form field: always decoded, never percent-encoded.</summary>
/// <param name="Name">The name. Header and form field names compare without regard to case; query parameter names do not.</param>
/// <param name="Value">The value, verbatim.</param>
public readonly record struct NameValue(string Name, string Value)
{
    /// <summary>The name alone: a value may be a signature, a token or a customer's key.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Name;
}
