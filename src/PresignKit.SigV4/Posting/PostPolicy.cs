using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Posting;

namespace PresignKit.SigV4;

/// <summary>
/// What one HTML form upload allows. The store enforces every condition, including the size of the file, for which a presigned PUT
/// cannot set a range. Immutable and valid from construction.
/// </summary>
public sealed class PostPolicy
{
    private readonly NameValue[] _fields;
    private readonly PostCondition[] _conditions;

    /// <summary>Creates a policy.</summary>
    /// <param name="key">
    /// The exact object key, not encoded; or a prefix followed by <c>${filename}</c>, which the store replaces with the file name that
    /// the browser sends. In that case the client chooses the key.
    /// </param>
    /// <param name="lifetime">How long the form is valid, counted from signing: whole seconds, 1 second to 7 days.</param>
    /// <param name="fields">The fields of the form in addition to the key. Each is signed with its exact value, unless a condition names it.</param>
    /// <param name="conditions">Further conditions: prefixes, the range of file sizes, values of fields that the client adds.</param>
    /// <exception cref="ArgumentException">
    /// A field is repeated or is set by the signer, or a key or value cannot be encoded as UTF-8.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is not a whole number of seconds from 1 second to 7 days.</exception>
    public PostPolicy(string key, TimeSpan lifetime, IEnumerable<NameValue>? fields = null, IEnumerable<PostCondition>? conditions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!UriEncoding.IsEncodable(key))
        {
            throw new ArgumentException("The key contains an unpaired surrogate and cannot be encoded as UTF-8.", nameof(key));
        }

        var variable = key.IndexOf(PostFields.FileNameVariable, StringComparison.Ordinal);
        if (variable >= 0 && variable + PostFields.FileNameVariable.Length != key.Length)
        {
            throw new ArgumentException(
                $"'{PostFields.FileNameVariable}' is allowed only at the end of a key: no condition could restrict what follows it.",
                nameof(key));
        }

        if (lifetime < TimeSpan.FromSeconds(1) || lifetime > PresignRequest.MaxLifetime || lifetime.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(lifetime), lifetime, "The lifetime of a POST policy must be a whole number of seconds, from 1 second to 7 days.");
        }

        Key = key;
        KeyCondition = variable < 0
            ? PostCondition.Exactly(PostFields.Key, key)
            : PostCondition.StartsWith(PostFields.Key, key[..variable]);
        Lifetime = lifetime;
        _fields = [.. fields ?? []];
        _conditions = [.. conditions ?? []];
        (Fields, Conditions) = (Array.AsReadOnly(_fields), Array.AsReadOnly(_conditions));
        ThrowIfNotSignable();
    }

    /// <summary>The value of the form field <c>key</c>.</summary>
    public string Key { get; }

    /// <summary>How long the form is valid, counted from signing.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>The fields of the form in addition to the key.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<NameValue> Fields { get; }

    /// <summary>The further conditions.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<PostCondition> Conditions { get; }

    internal PostCondition KeyCondition { get; }

    internal ReadOnlySpan<NameValue> FieldsAsGiven => _fields;

    internal ReadOnlySpan<PostCondition> ConditionsAsGiven => _conditions;

    /// <summary>Whether a further condition names the field. If none does, the field must have its exact value.</summary>
    internal bool HasConditionFor(string field)
    {
        foreach (var condition in _conditions)
        {
            if (condition.IsFor(field))
            {
                return true;
            }
        }

        return false;
    }

    private void ThrowIfNotSignable()
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = _fields[i];
            if (field.Name is null || field.Value is null || !HeaderText.IsName(field.Name) || !UriEncoding.IsEncodable(field.Value))
            {
                throw new ArgumentException(
                    $"'{field.Name}' is not a valid form field: the name must be a valid header name, and the value must be encodable as UTF-8.",
                    "fields");
            }

            if (PostFields.IsReserved(field.Name))
            {
                throw new ArgumentException($"'{field.Name}' is set by the signer and must not be passed.", "fields");
            }

            if (IsGivenBefore(i))
            {
                throw new ArgumentException($"'{field.Name}' is repeated. Pass each field once.", "fields");
            }
        }

        var ranges = 0;
        foreach (var condition in _conditions)
        {
            if (condition is null || PostFields.IsReserved(condition.Name))
            {
                throw new ArgumentException("A condition must not be null and must not name a field that the signer sets.", "conditions");
            }

            if (condition.Kind == PostConditionKind.ContentLengthRange && ++ranges > 1)
            {
                throw new ArgumentException("A POST policy must not contain more than one range of file sizes.", "conditions");
            }
        }
    }

    private bool IsGivenBefore(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (string.Equals(_fields[i].Name, _fields[index].Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
