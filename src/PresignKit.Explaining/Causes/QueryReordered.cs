using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The parameters stand in another order. Stores sort them before they sign, so it does no harm.</summary>
internal sealed class QueryReordered : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Issued is not { } issued)
        {
            return [];
        }

        var before = issued.Query.Select(p => (p.Name, p.Value)).ToList();
        var after = request.Url.Query.Select(p => (p.Name, p.Value)).ToList();
        return before.SequenceEqual(after) || !before.Order().SequenceEqual(after.Order()) ? [] :
        [
            Finding.Harmless(
                RefusalCodes.QueryReordered,
                "The parameters of the query stand in another order than they were issued in. They are sorted before they are signed, so this is not the cause.",
                "Nothing, as far as the signature goes. Look for what put the URL together anew: it may change more than the order."),
        ];
    }
}
