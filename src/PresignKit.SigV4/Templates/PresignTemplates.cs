using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// The templates that one presigner has used for each of the last few seconds. A few are enough, because an application repeats a few kinds
/// of requests (a download under its policy, an upload of one type). Further kinds are signed without a template, so that no template is
/// evicted and created again.
/// </summary>
internal sealed class PresignTemplates(CanonicalLayout layout)
{
    /// <summary>The maximum number of templates per second.</summary>
    internal const int Limit = 4;

    // A reference to an immutable array. Racing threads may create a template twice, or lose one; all are correct.
    private volatile Second[] _recent = [];

    /// <summary>
    /// Whether other requests are likely to differ only in the target. An upload that signs its length is not repeatable: uploads of different
    /// sizes would fill the slots of a second with templates that are never used again.
    /// </summary>
    internal static bool IsRepeatable(in PresignRequest request)
    {
        foreach (var header in request.Headers)
        {
            if (string.Equals(header.Name, "content-length", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the template for a request, created for this call only if there is no free slot.</summary>
    internal PresignTemplate Get(SigningMoment moment, in PresignRequest request) =>
        Find(moment, request) ?? new PresignTemplate(layout, moment, request);

    /// <summary>Returns the template for a request, created if necessary, or null if there is no free slot.</summary>
    internal PresignTemplate? Find(SigningMoment moment, in PresignRequest request)
    {
        foreach (ref var slot in SecondOf(moment).Slots.AsSpan())
        {
            var template = Volatile.Read(ref slot);
            if (template is null)
            {
                template = new PresignTemplate(layout, moment, request);
                Volatile.Write(ref slot, template);
                return template;
            }

            if (template.Fits(request))
            {
                return template;
            }
        }

        return null;
    }

    private Second SecondOf(SigningMoment moment)
    {
        var recent = _recent;
        foreach (var second in recent)
        {
            if (second.Moment == moment)
            {
                return second;
            }
        }

        var made = new Second(moment);
        _recent = SecondCache.With(recent, made);
        return made;
    }

    private sealed class Second(SigningMoment moment)
    {
        internal SigningMoment Moment => moment;

        internal PresignTemplate?[] Slots { get; } = new PresignTemplate?[Limit];
    }
}
