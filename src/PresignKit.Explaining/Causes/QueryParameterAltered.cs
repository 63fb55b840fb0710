using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>A parameter was sent with a value other than the signed one.</summary>
internal sealed class QueryParameterAltered : ICause
{
    private static readonly int[] UsualSeconds
        = [30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200, 86400, 172800, 259200, 604800];

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        foreach (var change in QueryChange.Known(request))
        {
            foreach (var name in change.Altered)
            {
                yield return Found(name, change.ShowSigned(name), change.ShowReceived(name));
            }
        }

        foreach (var parameter in request.Url.Query.Where(p => RefusedRequest.IsOfSignature(p.Name) && !IsSpelledRight(p.Name)))
        {
            yield return Finding.Proven(
                RefusalCodes.QueryParameterAltered,
                $"The parameter {parameter.Name} is not spelled as it was signed: parameter names are case-sensitive.",
                "Send the URL as issued, without changing its letter case.");
        }

        if (!request.CanSearch || request.Sent is not { } sent)
        {
            yield break;
        }

        var seconds = UsualSeconds.Select(s => s.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .FirstOrDefault(s => request.Presign.ExpiresText != s && request.Fits(sent.WithParameter("X-Amz-Expires", s)));
        if (seconds is not null)
        {
            yield return Found("X-Amz-Expires", DisplayText.Value(seconds), DisplayText.Value(request.Presign.ExpiresText));
        }

        foreach (var parameter in sent.Query.TakeWhile(_ => request.MaySearch).Where(p => !RefusedRequest.IsOfSignature(p.Name)))
        {
            var values = new[] { parameter.Value.Replace(' ', '+'), parameter.Value.Trim('"'), LenientText.Decode(parameter.Value, plusIsSpace: false), "" };
            var signed = values.FirstOrDefault(value => value != parameter.Value && request.Fits(sent.WithParameter(parameter.Name, value)));
            if (signed is not null)
            {
                yield return Found(parameter.Name, DisplayText.Value(signed), DisplayText.Value(parameter.Value));
            }
        }
    }

    private static bool IsSpelledRight(string name) => AuthParameters.Match(name) == name;

    private static RefusalFinding Found(string name, string signed, string sent) => Finding.Proven(
        RefusalCodes.QueryParameterAltered,
        $"The parameter {name} was signed as {signed}, but arrived as {sent}.",
        "Send the URL as issued. For a longer lifetime or another response, issue a new URL: the signature covers the whole query.");
}
