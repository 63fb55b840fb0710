using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// The templates that one presigner has used within a second, for the last few seconds: few, since an application asks for few kinds of requests again and
/// again (a download under its policy, an upload of one type). Kinds beyond that are signed without one, so that nothing is thrown out and made anew.
/// </summary>
internal sealed class PresignTemplates(CanonicalLayout layout)
{
    /// <summary>How many of a second.</summary>
    internal const int Limit = 4;

    // One reference to what belongs to each second. Threads that race make the same templates twice, or lose one; any is right.
    private volatile Second[] _recent = [];

    /// <summary>
    /// Whether other requests are likely to differ in nothing but the target. An upload that signs its own length is not: uploads of different sizes would
    /// fill the places of a second with templates that fit no second request.
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

    /// <summary>The template for any request, made for this one alone if there is no room to keep it.</summary>
    internal PresignTemplate Get(SigningMoment moment, in PresignRequest request) =>
        Find(moment, request) ?? new PresignTemplate(layout, moment, request);

    /// <summary>The template for a request, made if there is room for another; null otherwise.</summary>
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
