using System.Collections.Concurrent;
using PresignKit.AspNetCore;

namespace PresignKit.AotWeb;

/// <summary>The accepted uploads, by the application's id.</summary>
internal sealed class Catalogue : ConcurrentDictionary<string, CompletedUpload>;
