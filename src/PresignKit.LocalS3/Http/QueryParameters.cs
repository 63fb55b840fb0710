using PresignKit.SigV4;

namespace PresignKit.LocalS3.Http;

/// <summary>The query, decoded once. Duplicate names are rejected as ambiguous.</summary>
internal sealed class QueryParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryParameters(IReadOnlyList<NameValue> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            if (!_values.TryAdd(name, value))
            {
                throw new S3Exception(S3Errors.InvalidArgument("The query parameter must not be given more than once.", name, value));
            }
        }
    }

    public IReadOnlyDictionary<string, string> All => _values;

    public bool Contains(string name) => _values.ContainsKey(name);

    public string? Find(string name) => _values.GetValueOrDefault(name);
}
