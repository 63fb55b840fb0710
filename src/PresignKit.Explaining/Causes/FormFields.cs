using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Causes;

/// <summary>The form violates its POST policy: it has an extra field, lacks one, or has one with a different value.</summary>
/// <remarks>Amazon S3 API Reference, "POST Policy", conditions.</remarks>
internal sealed class FormFields : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is "SignatureDoesNotMatch" || request.Status is < 400)
        {
            return [];
        }

        return request.Form is { Policy: { } policy } form ? Compare(form, policy).Take(Limits.MostFindings + 1) : Read(request.Error);
    }

    private static IEnumerable<RefusalFinding> Compare(SentForm form, PostPolicyDocument policy)
    {
        foreach (var condition in policy.Conditions.Where(c => c.Kind != PostConditionKind.ContentLengthRange && !c.IsFor(PostFields.Bucket)))
        {
            if (form.Find(condition.Name) is not { } value)
            {
                yield return Finding.Proven(
                    RefusalCodes.FormFieldMissing,
                    $"The form lacks the field {condition.Name}, which its POST policy requires.",
                    "Send every field that was issued, unchanged, before the file.");
            }
            else if (!condition.Holds(value))
            {
                var required = condition.Kind == PostConditionKind.StartsWith ? "a value that begins with " : "";
                yield return Altered(
                    condition.Name,
                    $"The form's field {condition.Name} is {Show(condition.Name, value)}, but its POST policy requires "
                        + $"{required}{Show(condition.Name, condition.Value)}.");
            }
        }

        foreach (var name in form.Fields.Select(field => field.Name)
            .Where(name => !PostFields.NeedsNoCondition(name) && !policy.Conditions.Any(c => c.IsFor(name))))
        {
            yield return Finding.Proven(
                RefusalCodes.FormFieldExtra,
                $"The form has a field {name} that its POST policy does not list.",
                "Send only the fields that were issued, and the file last. Do not add others, such as an antiforgery token or a named submit button.");
        }

        if (form.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            yield return Finding.Proven(RefusalCodes.FormMalformed, $"The form contains the field {twice.Key} twice.", "Send each field once.");
        }
    }

    // If the form's fields are unknown, only the store's answer describes them.
    private static IEnumerable<RefusalFinding> Read(StoreError error)
    {
        if (error.Says("Extra input fields"))
        {
            return [Finding.Stated(
                RefusalCodes.FormFieldExtra,
                $"The store answered: {error.Message}",
                "Send only the fields that were issued, and the file last.")];
        }

        return error.Says("Policy Condition failed")
            ? [Said(error.Says("$Content-Type") ? "Content-Type" : error.Says("$key") ? "key" : "a field", $"The store answered: {error.Message}")]
            : [];
    }

    private static RefusalFinding Said(string name, string message) => Altered(name, message) with { Certainty = RefusalCertainty.Stated };

    private static RefusalFinding Altered(string name, string message) => name.ToUpperInvariant() switch
    {
        "CONTENT-TYPE" => Finding.Proven(
            RefusalCodes.FormContentType,
            message,
            "Send the field Content-Type as it was issued; the type that the browser sets for the file part is ignored. For another type, open another slot."),
        "KEY" => Finding.Proven(RefusalCodes.FormKey, message, "Send the field key as it was issued: the backend chooses the object key."),
        _ => Finding.Proven(RefusalCodes.FormFieldAltered, message, "Send every field that was issued, unchanged."),
    };

    private static string Show(string name, string value) => SecretNames.Contain(name) ? SecretNames.Mark : DisplayText.Value(value);
}
