using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.Explaining.Urls;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Changes;

/// <summary>The query that was signed and the one that was sent or received, as far as both are known; without the signature.</summary>
/// <param name="Signed">The parameters that were signed.</param>
/// <param name="Received">The parameters that were sent or received.</param>
/// <param name="Where">Where the change happened, as words for a sentence.</param>
internal sealed record QueryChange(IReadOnlyList<NameValue> Signed, IReadOnlyList<NameValue> Received, string Where)
{
    private readonly ILookup<string, string> _signed = Signed.ToLookup(parameter => parameter.Name, parameter => parameter.Value);

    private readonly ILookup<string, string> _received = Received.ToLookup(parameter => parameter.Name, parameter => parameter.Value);

    public IEnumerable<string> Added => _received.Select(group => group.Key).Where(name => !_signed.Contains(name));

    public IEnumerable<string> Removed => _signed.Select(group => group.Key).Where(name => !_received.Contains(name));

    public IEnumerable<string> Altered => _signed.Where(group => _received.Contains(group.Key) && !Sorted(group).SequenceEqual(Sorted(_received[group.Key])))
        .Select(group => group.Key);

    public static IEnumerable<QueryChange> Known(RefusedRequest request)
    {
        // Without a signature of Version 4 there is nothing to compare.
        if (request.Presign.Signature is null || !(request.MayBeSignature || request.Error.Code == "AuthorizationQueryParametersError"))
        {
            yield break;
        }

        if (request.Error.Canonical is { } canonical)
        {
            yield return new(Read(request.Url.Query), Read(canonical.Query), "between the client and the store");
        }

        if (request.Issued is { } issued)
        {
            yield return new(Read(issued.Query), Read(request.Url.Query), "since the URL was issued");
        }
    }

    public string ShowSigned(string name) => Show(name, _signed[name]);

    public string ShowReceived(string name) => Show(name, _received[name]);

    public override string ToString() => Where;

    private static string Show(string name, IEnumerable<string> values) =>
        SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(string.Join(", ", Sorted(values)));

    private static IEnumerable<string> Sorted(IEnumerable<string> values) => values.Order(StringComparer.Ordinal);

    // The signature and escaped ampersands have causes of their own.
    private static NameValue[] Read(IReadOnlyList<QueryParameter> query) =>
        [.. query.Where(p => p.Name != "X-Amz-Signature" && !p.Name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            .Select(p => new NameValue(p.Name, p.Value))];
}
