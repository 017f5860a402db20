// Forward-backward of the token-and-duration transducer over one batch, in the log domain.
//
// At frame t with u labels said, the model says a label (and goes to u + 1) or blank (and stays), and moves on by one
// of the durations. A blank must move on by at least one frame. An utterance ends with a blank that lands exactly on
// its last frame's end after all labels.
#include <math.h>
#include <stdlib.h>

static const float IMPOSSIBLE = -1e30f;
static const float POSSIBLE = -1e29f;  // anything above is a probability, anything below is none

static inline float log_add(float a, float b) {
    if (a < b) { float swap = a; a = b; b = swap; }
    return b < POSSIBLE ? a : a + log1pf(expf(b - a));
}

// blank, label: log-probabilities [batch, frames, states]; label is that of the next label to say.
// duration: [batch, frames, states, duration_count]. states is the largest label count plus one.
// loss: [batch]. The three gradients have the shapes of their inputs and must be zero on entry.
void tdt_loss(const float *blank, const float *label, const float *duration,
              const int *durations, int duration_count,
              const int *frame_counts, const int *label_counts, int batch, int frames, int states,
              float *loss, float *blank_gradient, float *label_gradient, float *duration_gradient) {
    #pragma omp parallel for schedule(dynamic)
    for (int item = 0; item < batch; item++) {
        const int T = frame_counts[item], U = label_counts[item];
        const size_t origin = (size_t)item * frames * states;
        const float *item_blank = blank + origin, *item_label = label + origin;
        const float *item_duration = duration + origin * duration_count;
        float *blank_grad = blank_gradient + origin, *label_grad = label_gradient + origin;
        float *duration_grad = duration_gradient + origin * duration_count;

        const size_t cells = (size_t)T * states;
        float *forward = malloc(sizeof(float) * cells), *backward = malloc(sizeof(float) * cells);
        for (size_t i = 0; i < cells; i++) forward[i] = backward[i] = IMPOSSIBLE;
        forward[0] = 0;
        float total = IMPOSSIBLE;

        for (int t = 0; t < T; t++) for (int u = 0; u <= U; u++) {
            const size_t cell = (size_t)t * states + u;
            const float reached = forward[cell];
            if (reached < POSSIBLE) continue;
            for (int k = 0; k < duration_count; k++) {
                const int next = t + durations[k];
                const float move = item_duration[cell * duration_count + k];
                if (u < U && next < T) {
                    float *target = &forward[(size_t)next * states + u + 1];
                    *target = log_add(*target, reached + item_label[cell] + move);
                }
                if (durations[k] > 0) {
                    if (next < T) {
                        float *target = &forward[(size_t)next * states + u];
                        *target = log_add(*target, reached + item_blank[cell] + move);
                    } else if (next == T && u == U) {
                        total = log_add(total, reached + item_blank[cell] + move);
                    }
                }
            }
        }

        for (int t = T - 1; t >= 0; t--) for (int u = U; u >= 0; u--) {
            const size_t cell = (size_t)t * states + u;
            float rest = IMPOSSIBLE;
            for (int k = 0; k < duration_count; k++) {
                const int next = t + durations[k];
                const float move = item_duration[cell * duration_count + k];
                if (u < U && next < T)
                    rest = log_add(rest, item_label[cell] + move + backward[(size_t)next * states + u + 1]);
                if (durations[k] > 0) {
                    if (next < T)
                        rest = log_add(rest, item_blank[cell] + move + backward[(size_t)next * states + u]);
                    else if (next == T && u == U)
                        rest = log_add(rest, item_blank[cell] + move);
                }
            }
            backward[cell] = rest;
        }

        loss[item] = -total;
        if (total > POSSIBLE) for (int t = 0; t < T; t++) for (int u = 0; u <= U; u++) {
            const size_t cell = (size_t)t * states + u;
            const float reached = forward[cell];
            if (reached < POSSIBLE) continue;
            for (int k = 0; k < duration_count; k++) {
                const int next = t + durations[k];
                const float move = item_duration[cell * duration_count + k];
                if (u < U && next < T) {
                    const float share = expf(reached + item_label[cell] + move
                                             + backward[(size_t)next * states + u + 1] - total);
                    label_grad[cell] -= share;
                    duration_grad[cell * duration_count + k] -= share;
                }
                if (durations[k] > 0) {
                    float share = 0;
                    if (next < T)
                        share = expf(reached + item_blank[cell] + move + backward[(size_t)next * states + u] - total);
                    else if (next == T && u == U)
                        share = expf(reached + item_blank[cell] + move - total);
                    blank_grad[cell] -= share;
                    duration_grad[cell * duration_count + k] -= share;
                }
            }
        }
        free(forward);
        free(backward);
    }
}
