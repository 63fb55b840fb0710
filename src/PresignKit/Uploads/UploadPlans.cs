using System.Collections.Immutable;
using PresignKit.Policies;

namespace PresignKit.Uploads;

/// <summary>How uploads under a policy reach a store: in one request, in parts, or as the file's size and the client decide.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Single">The plan for a file that is sent in one request; null: the policy or the store allows only parts.</param>
/// <param name="Form">
/// The plan for clients that can only send a form; null: the policy does not allow forms in addition, or <paramref name="Single"/> is a form already.
/// </param>
/// <param name="Multipart">The plan for a file that is sent in parts; null: the policy or the store does not allow them.</param>
/// <param name="MultipartRefusal">Why there is no plan for parts, for clients that can send nothing else; null: there is one.</param>
internal sealed record UploadPlans(UploadPolicy Policy, UploadPlan? Single, UploadPlan? Form, UploadPlan? Multipart, string? MultipartRefusal)
{
    /// <summary>The form for files whose size nobody knows; null: the policy or the store does not allow it.</summary>
    public UploadPlan? FormOfUnknownSize { get; private init; }

    /// <summary>The PUT for files whose size nobody knows; null: the policy or the store does not allow it.</summary>
    public UploadPlan? PutOfUnknownSize { get; private init; }

    /// <summary>Each plan that a slot may have.</summary>
    public IEnumerable<UploadPlan> All => new[] { Single, Form, Multipart, FormOfUnknownSize, PutOfUnknownSize }.OfType<UploadPlan>();

    /// <summary>Null: the store keeps the policy in neither way; the message says what is missing and how to proceed.</summary>
    public static UploadPlans? TryMake(UploadPolicy policy, StoreProfile profile, out string? refusal)
    {
        string? ofSingle = null, ofMultipart = null;
        var single = policy.Transport == UploadTransport.Multipart ? null : UploadPlan.TryMake(policy, profile, out ofSingle);
        string? ofForm = null;
        var form = policy.AllowForms && single?.Transport is UploadTransport.Put
            ? UploadPlan.TryMake(policy with { Transport = UploadTransport.Post }, profile, out ofForm)
            : null;
        UploadPlan? multipart = null;
        if (policy.Transport is null or UploadTransport.Multipart)
        {
            multipart = UploadPlan.TryMake(policy with { Transport = UploadTransport.Multipart }, profile, out ofMultipart);
        }
        else
        {
            ofMultipart = $"Upload policy '{policy.Name}' sends each file in one request (Transport is {policy.Transport}).";
        }

        string? ofUnknownForm = null, ofUnknownPut = null;
        var unknownForm = policy is { AllowUnknownSize: true, Transport: null or UploadTransport.Post }
            ? UploadPlan.TryMakeOfUnknownSize(policy, UploadTransport.Post, profile, out ofUnknownForm)
            : null;
        var unknownPut = policy is { AllowUnknownSize: true, Transport: null or UploadTransport.Put }
            ? UploadPlan.TryMakeOfUnknownSize(policy, UploadTransport.Put, profile, out ofUnknownPut)
            : null;

        refusal = (single, multipart) switch
        {
            (null, null) => ofSingle ?? ofMultipart,
            _ when policy.AllowUnknownSize && unknownForm is null && unknownPut is null =>
                $"UploadPolicies:{policy.Name}:AllowUnknownSize is true. {ofUnknownForm ?? ofUnknownPut} Or set AllowUnknownSize to false.",
            _ when ofForm is not null => $"UploadPolicies:{policy.Name}:AllowForms is true. {ofForm} Or set AllowForms to false.",
            (not null, null) when policy.MaximumSize > SizeLimits.LargestRequest =>
                $"Upload policy '{policy.Name}' allows {policy.MaximumSize} bytes, but one request carries at most {SizeLimits.LargestRequest} (5 GiB), and "
                + $"larger files must be sent in parts. {ofMultipart} Or lower MaximumSize.",
            _ => null,
        };
        return refusal is not null ? null : new(
            policy,
            single,
            form is null ? null : form with { Policy = policy },
            multipart is null ? null : multipart with { Policy = policy },
            ofMultipart) { FormOfUnknownSize = unknownForm, PutOfUnknownSize = unknownPut };
    }

    /// <summary>
    /// Chooses the plan of one slot. Parts are chosen for a file that is larger than one part, unless they keep less of what is required; the client
    /// must be able to send them.
    /// </summary>
    /// <exception cref="PolicyViolationException">The client can do nothing that is possible.</exception>
    public UploadPlan Choose(AcceptedUpload upload, IReadOnlyCollection<UploadTransport> client)
    {
        if (upload.Size is null)
        {
            return ChooseOfUnknownSize(upload, client);
        }

        var single = upload.Size > SizeLimits.LargestRequest ? null
            : new[] { Single, Form }.FirstOrDefault(plan => plan is not null && client.Contains(plan.Transport));
        var multipart = Multipart is not null && client.Contains(UploadTransport.Multipart) ? Multipart : null;
        return (single, multipart) switch
        {
            (null, null) => throw Unavailable(upload, client),
            (_, null) => single!,
            (null, _) => multipart,
            _ => upload.Size > Policy.PartSize && multipart.MissingFor(upload) <= single.MissingFor(upload) ? multipart : single,
        };
    }

    /// <summary>The same, at a store where nothing that is signed limits anything.</summary>
    public UploadPlans WithoutGuarantees() => this with
    {
        Single = Single?.WithoutGuarantees(),
        Form = Form?.WithoutGuarantees(),
        Multipart = Multipart?.WithoutGuarantees(),
        FormOfUnknownSize = FormOfUnknownSize?.WithoutGuarantees(),
        PutOfUnknownSize = PutOfUnknownSize?.WithoutGuarantees(),
    };

    /// <summary>A form, because its store limits the size, unless a PUT keeps more of what is required.</summary>
    private UploadPlan ChooseOfUnknownSize(AcceptedUpload upload, IReadOnlyCollection<UploadTransport> client)
    {
        var form = client.Contains(UploadTransport.Post) ? FormOfUnknownSize : null;
        var put = client.Contains(UploadTransport.Put) ? PutOfUnknownSize : null;
        if (form is not null && put is not null)
        {
            return put.MissingFor(upload) < form.MissingFor(upload) ? put : form;
        }

        return form ?? put ?? throw UnavailableOfUnknownSize(client);
    }

    private PolicyViolationException UnavailableOfUnknownSize(IReadOnlyCollection<UploadTransport> client)
    {
        var names = string.Join(", ", new[] { FormOfUnknownSize, PutOfUnknownSize }.OfType<UploadPlan>().Select(plan => Name(plan.Transport)));
        return new(
            ErrorCodes.TransportNotAvailable,
            (client.Contains(UploadTransport.Multipart)
                ? "A file of unknown size cannot be sent in parts, because the URL of each part signs its exact length. "
                : "The client cannot send a file of unknown size. ")
            + $"Policy '{Policy.Name}' and its store take it by {names}; list one of these in transports, or send the size.",
            names);
    }

    private PolicyViolationException Unavailable(AcceptedUpload upload, IReadOnlyCollection<UploadTransport> client)
    {
        var possible = All.Where(plan => plan.Mode == SlotMode.Multipart || upload.Size <= SizeLimits.LargestRequest)
            .Select(plan => Name(plan.Transport)).ToArray();
        var names = string.Join(", ", possible);
        return new(
            ErrorCodes.TransportNotAvailable,
            client.Contains(UploadTransport.Multipart) && Multipart is null ? $"The file cannot be sent in parts. {MultipartRefusal}"
            : possible.Length > 0
                ? $"The client cannot send this file. Policy '{Policy.Name}' and its store take it by {names}; list one of these in transports."
                    + FormAdvice(client)
                : $"A file of this size must be sent in parts, which is not possible under policy '{Policy.Name}'.",
            names);
    }

    private string FormAdvice(IReadOnlyCollection<UploadTransport> client) =>
        client.Contains(UploadTransport.Post) && Policy.Transport is null && !Policy.AllowForms
            ? $" For clients that can only send a form, set UploadPolicies:{Policy.Name}:AllowForms to true."
            : "";

    private static string Name(UploadTransport transport) => transport switch
    {
        UploadTransport.Put => "put",
        UploadTransport.Post => "post",
        _ => "multipart",
    };
}
