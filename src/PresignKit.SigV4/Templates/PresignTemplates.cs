using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Templates;

/// <summary>
/// The templates that one presigner has used within the current second: few, since an application asks for few kinds of requests again and
/// again (a download under its policy, an upload of one type). Kinds beyond that are signed without one, so that nothing is thrown out and made anew.
/// </summary>
internal sealed class PresignTemplates
{
    internal const int Limit = 4;

    // One reference to what belongs to a second. Threads that race make the same templates twice, or lose one; any is right.
    private volatile Second? _second;

    /// <summary>The template for a request, made where there is room for another; null where there is not.</summary>
    internal PresignTemplate? Find(UrlPresigner presigner, SigningMoment moment, in PresignRequest request)
    {
        var second = _second;
        if (second is null || second.Moment != moment)
            _second = second = new Second(moment);

        foreach (ref var slot in second.Slots.AsSpan())
        {
            var template = Volatile.Read(ref slot);
            if (template is null)
            {
                template = new PresignTemplate(presigner, moment, request);
                Volatile.Write(ref slot, template);
                return template;
            }

            if (template.Fits(request))
                return template;
        }

        return null;
    }

    private sealed class Second(SigningMoment moment)
    {
        internal SigningMoment Moment => moment;

        internal PresignTemplate?[] Slots { get; } = new PresignTemplate?[Limit];
    }
}
